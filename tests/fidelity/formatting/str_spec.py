# format () of texts.

def attempt(text):
    try:
        print(text, "->", repr(eval(text)))
    except Exception as error:
        print(text, "!!", type(error).__name__ + ":", error)


for text in [
    "format('abc', '5') + '|', format('abc', '>5'), format('abc', '^5') + '|', format('abc', '*^6'), format('abc', '.2'), format('abc', '5.1') + '|'",
    "format('abc', ''), format('abc', 's'), format('한글', '>4'), format('a', '😀^3')",
    "format('abc', '05'), format('abc', '<05'), format('abc', '>05')",
    "format('abc', 'd')",
    "format('abc', '+')",
    "format('abc', ' ')",
    "format('abc', '#')",
    "format('abc', '=5')",
    "format('abc', ',')",
    "format('abc', 'z')",
    "format(None, '5')",
    "format([], '5')",
    "format(None), format([1]), format((1,), '')",
    "'abc'.__format__('>4')",
    "'abc'.__format__(5)",
    "format('abc', 5)",
    "format('abc', '.')",
]:
    attempt(text)
