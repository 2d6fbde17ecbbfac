# format () of ints.

def attempt(text):
    try:
        print(text, "->", repr(eval(text)))
    except Exception as error:
        print(text, "!!", type(error).__name__ + ":", error)


for text in [
    "format(42, 'd'), format(42, '5'), format(42, '<5') + '|', format(42, '^6'), format(42, '05'), format(-42, '05')",
    "format(255, 'x'), format(255, 'X'), format(255, '#x'), format(255, '#X'), format(8, 'o'), format(8, '#o'), format(5, 'b'), format(5, '#b'), format(-5, '#b')",
    "format(1234567, ','), format(1234567, '_'), format(0xdeadbeef, '_x'), format(1234, '010,'), format(1234567, '015,d'), format(-1234, '012,')",
    "format(42, '+'), format(42, ' '), format(-42, '+'), format(42, '=+6'), format(42, '*^9'), format(42, '한<5')",
    "format(65, 'c'), format(0x1f600, 'c'), format(65, '5c') + '|', format(65, '<5c') + '|'",
    "format(42, 'e'), format(42, '.2f'), format(42, 'g'), format(42, '%'), format(42, 'n')",
    "format(42, 's')",
    "format(42, '.2')",
    "format(42, '.2d')",
    "format(42, 'q')",
    "format(42, '10yy')",
    "format(42, ',x')",
    "format(42, ',_')",
    "format(-1, 'c')",
    "format(42, '+c')",
    "format(42, 'z')",
    "format(42, ',n')",
    "format(True, 'd'), format(True, ''), format(False, '5'), format(True)",
    "format(10 ** 30, ','), format(2 ** 100, 'x'), format(10 ** 400, 'e')[:5]",
    "format(42, '.')",
    "format(42, '99999999999999999999')",
]:
    attempt(text)
