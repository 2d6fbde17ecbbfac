# Indices and slices of texts.

def attempt(text):
    try:
        print(text, "->", repr(eval(text)))
    except Exception as error:
        print(text, "!!", type(error).__name__ + ":", error)


for text in [
    "'hello'[0]",
    "'hello'[-1]",
    "'hello'[5]",
    "'hello'[1:3]",
    "'hello'[::-1]",
    "'hello'[::2]",
    "'hello'[10:]",
    "'hello'[3:1]",
    "'hello'[-3:-1]",
    "'hello'[4:0:-2]",
    "'hello'[1.5]",
    "'hello'['a']",
    "'hello'[None]",
    "'hello'[::0]",
    "'héllo'[1:2]",
    "'a한b'[0], 'a한b'[1]",
    "'hello'[True]",
    "'hello'[2**70]",
    "'hello'[:2**70]",
    "'hello'['a':]",
]:
    attempt(text)

text = "hello"
print(text[:] is text, text[0:5] is text, text[0:99] is text, text[0] is "h", text[1:2] is text[1])
