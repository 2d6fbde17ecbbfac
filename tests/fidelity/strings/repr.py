# How texts show themselves.

def attempt(text):
    try:
        print(text, "->", repr(eval(text)))
    except Exception as error:
        print(text, "!!", type(error).__name__ + ":", error)


for text in [
    "'abc'",
    '"it\'s"',
    '\'say "hi"\'',
    '\'it\\\'s "both"\'',
    "'\\n\\t\\r\\\\'",
    "'\\x00\\x1f\\x7f\\x80\\xa0\\xad'",
    "'é한😀'",
    "'\\ud800'",
    "'\\u200b\\u2028\\ue000'",
    "'\\U000e0001'",
    "ascii('é한😀')",
    'ascii("it\'s")',
    "repr('')",
    "str('x'), str(b'x'), str(5), str(None)",
    "repr(b'it\\'s')",
    'b\'\\x00\\xff\\n"\'',
    'bytearray(b"it\'s")',
]:
    attempt(text)
