# Taking texts apart and putting them together.

def attempt(text):
    try:
        print(text, "->", repr(eval(text)))
    except Exception as error:
        print(text, "!!", type(error).__name__ + ":", error)


for text in [
    "'a b  c'.split()",
    "' a b '.split(' ')",
    "'a,b,,c'.split(',', 1)",
    "'  a b  c '.split(None, 1)",
    "'  a b  c '.rsplit(None, 1)",
    "'a,b,c'.rsplit(',', 1)",
    "'a\\nb\\r\\nc\\rd\\x0be\\x1cf\\u2028g'.splitlines()",
    "'a\\nb\\r\\n'.splitlines(True)",
    "'a=b=c'.partition('=')",
    "'a=b=c'.rpartition('=')",
    "'abc'.partition('x')",
    "'abc'.rpartition('x')",
    "','.join(['a', 'b'])",
    "','.join('abc')",
    "''.join([])",
    "'abc'.split('')",
    "'abc'.partition('')",
    "','.join(['a', 1])",
    "','.join(5)",
    "'a'.split(5)",
    "'  '.split()",
    "''.split(',')",
    "''.splitlines()",
]:
    attempt(text)

text = "one"
print("".join([text]) is text, "-".join((text,)) is text, text.split("x")[0] is text, text.partition("x")[0] is text)
