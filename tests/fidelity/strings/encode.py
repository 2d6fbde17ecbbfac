# Text to bytes and back.

def attempt(text):
    try:
        print(text, "->", repr(eval(text)))
    except Exception as error:
        print(text, "!!", type(error).__name__ + ":", error)


for text in [
    "'é한😀'.encode()",
    "'é'.encode('latin-1')",
    "'한'.encode('latin-1')",
    "'aé'.encode('ascii')",
    "'aé한'.encode('ascii', 'ignore')",
    "'aé한'.encode('ascii', 'replace')",
    "'aé한😀'.encode('ascii', 'backslashreplace')",
    "'aé한'.encode('ascii', 'xmlcharrefreplace')",
    "'a😀'.encode('utf-16')",
    "'a😀'.encode('utf-16-be')",
    "'a'.encode('utf-32')",
    "'a'.encode('utf-8-sig')",
    "'\\ud800'.encode()",
    "'\\udc80'.encode('utf-8', 'surrogateescape')",
    "'a'.encode('nope')",
    "'é'.encode('ascii', 'nope')",
    "b'\\xc3\\xa9'.decode()",
    "b'\\xff'.decode()",
    "b'a\\xc3'.decode()",
    "b'\\xe2\\x28\\xa1'.decode()",
    "b'\\xe2\\x28\\xa1'.decode('utf-8', 'replace')",
    "b'\\xff\\xfea\\x00'.decode('utf-16')",
    "b'a\\xff'.decode('ascii')",
    "b'\\xff'.decode('ascii', 'surrogateescape')",
    "b'\\xff'.decode('latin-1')",
    "b'abc'.decode('utf-16')",
    "str(b'\\xc3\\xa9', 'utf-8')",
    "str(b'\\xff', errors='replace')",
    "str('a', 'utf-8')",
    "bytes('é', 'utf-8')",
    "bytes('é')",
]:
    attempt(text)
