# format () of floats.

def attempt(text):
    try:
        print(text, "->", repr(eval(text)))
    except Exception as error:
        print(text, "!!", type(error).__name__ + ":", error)


for text in [
    "format(3.14159, '.2f'), format(3.14159, '8.3f'), format(3.14159, '08.3f'), format(-3.14159, '+.1f'), format(2.5, '.0f'), format(3.5, '.0f'), format(2.5, '#.0f')",
    "format(1234.5678, 'e'), format(1234.5678, '.2e'), format(1234.5678, 'E'), format(0.0, 'e'), format(1e100, '.0e')",
    "format(1234.5678, 'g'), format(1234567.0, 'g'), format(0.0001, 'g'), format(0.00001, 'g'), format(1.0, '#g'), format(1234.5, '.2g'), format(100000.0, '.3g')",
    "format(1.0, ''), format(1.0, '5'), format(1e20, ''), format(123.456, '.4'), format(123.0, '.3'), format(1.0, '.1'), format(1e16, '.17')",
    "format(0.25, '%'), format(0.125, '.1%'), format(1.5, '8.0%')",
    "format(1234567.891, ','), format(1234567.891, ',.2f'), format(1234567.891, '_.1f'), format(1234.5, '012,.1f'), format(0.5, '010,')",
    "format(float('nan'), ''), format(float('inf'), 'f'), format(float('-inf'), 'F'), format(float('nan'), '08'), format(float('inf'), '+')",
    "format(-0.0, ''), format(-0.0, 'z'), format(-0.001, 'z.1f'), format(-0.001, '.1f'), format(-1.5, 'z.0f')",
    "format(1.5, '*>8'), format(1.5, '^8') + '|', format(1.5, '=+8')",
    "format(1.5, 'd')",
    "format(1.5, 's')",
    "format(1.5, ',n')",
    "format(0.1, '.20f'), format(0.1, '.30g'), format(1e22, '.0f'), format(2 ** 0.5, '.50f')",
    "format(1e-320, 'g'), format(5e-324, 'e'), format(1.7976931348623157e308, '.3f')[:10]",
    "format(1.5, 'n'), format(1e6, 'n'), f'{1.5:.3}', f'{1e6:,.0f}'",
    "format(1.5, '.-1f')",
]:
    attempt(text)
