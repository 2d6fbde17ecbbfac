# format () of complex numbers.

def attempt(text):
    try:
        print(text, "->", repr(eval(text)))
    except Exception as error:
        print(text, "!!", type(error).__name__ + ":", error)


for text in [
    "format(1 + 2j, ''), format(1 + 2j, '.2f'), format(1.5j, ''), format(-1j, '.1f'), format(1 + 2j, '+.1f'), format(1 - 2j, 'e')",
    "format(1 + 2j, '>12'), format(1 + 2j, '*^14.1f'), format(1234567 + 2j, ','), format(1234.5 + 0j, ',.1f')",
    "format(1 + 2j, 'g'), format(1 + 2j, '.3'), format(0j, ''), format(complex(-0.0, 1), ''), format(1e20j, '')",
    "format(1j, '05')",
    "format(1j, '=5')",
    "format(1j, '%')",
    "format(1j, 'd')",
    "format(1j, 's')",
    "f'{1 + 2j:.3f}', f'{3j}', f'{1 + 2j!r:>10}'",
]:
    attempt(text)
