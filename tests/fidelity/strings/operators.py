# Operators on texts.

def attempt(text):
    try:
        print(text, "->", repr(eval(text)))
    except Exception as error:
        print(text, "!!", type(error).__name__ + ":", error)


for text in [
    "'a' + 'b'",
    "'a' + 1",
    "1 + 'a'",
    "'ab' * 3",
    "3 * 'ab'",
    "'ab' * -1",
    "'ab' * 1.5",
    "'ab' * 'c'",
    "'a' < 'b', 'a' < 'A', 'abc' < 'abd', 'ab' < 'abc'",
    "'a' == 1, 'a' != 1",
    "'a' < 1",
    "'é' == '\\xe9'",
    "'' == ''",
    "-'a'",
    "'a' - 'b'",
    "len('한글')",
    "'a' 'b'",
    "'z' > '한'",
    "'\\uffff' < '\\U00010000'",
    "bool(''), bool('x')",
    "'abc'.__add__('d')",
    "'abc'.__contains__('b')",
    "int('12') + float('1.5')",
]:
    attempt(text)
