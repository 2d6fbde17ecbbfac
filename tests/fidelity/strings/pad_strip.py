# Padding and stripping.

def attempt(text):
    try:
        print(text, "->", repr(eval(text)))
    except Exception as error:
        print(text, "!!", type(error).__name__ + ":", error)


for text in [
    "'abc'.center(6)",
    "'abcd'.center(7, '*')",
    "'abc'.ljust(5, '.')",
    "'abc'.rjust(5)",
    "'-5'.zfill(5)",
    "'+5'.zfill(2)",
    "'abc'.zfill(5)",
    "'한'.center(4, '글')",
    "'abc'.center(5, 'ab')",
    "'abc'.center(5, 5)",
    "'abc'.center('5')",
    "'  x '.strip()",
    "'xxaxx'.strip('x')",
    "'abcba'.lstrip('ab')",
    "'abcba'.rstrip('ab')",
    "'\\u3000x\\xa0'.strip()",
    "'abc'.strip(5)",
    "'a\\tb'.expandtabs()",
    "'ab\\tc\\n\\td'.expandtabs(4)",
    "'a\\tb'.expandtabs(0)",
]:
    attempt(text)
