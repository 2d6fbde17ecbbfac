# Complex numbers.

def attempt(text):
    try:
        print(text, "->", repr(eval(text)))
    except Exception as error:
        print(text, "!!", type(error).__name__ + ":", error)


for text in [
    '1j, 1 + 2j, -1j, (1 - 0j), 0j, -0j',
    "complex(1, 2), complex('1+2j'), complex('(3-4j)'), complex('j'), complex(' 5 '), complex('-1e3j')",
    "complex('1 + 2j')",
    "complex('')",
    "complex('1', 2)",
    "complex(1, '2')",
    'complex([])',
    '(1 + 2j) * (3 - 1j), (1 + 2j) / (3 - 1j), (1 + 2j) - 1, 2 + 1j',
    '(1 + 2j) ** 2, (1 + 2j) ** -1, 1j ** 2, (1 + 0j) ** 0',
    '1j / 0',
    '0j ** -1',
    'abs(3 + 4j), -(1 + 2j), +(1j), (1 + 2j).conjugate()',
    '(1 + 2j).real, (1 + 2j).imag',
    '1j // 1',
    '1j % 1',
    'int(1j)',
    'float(1j)',
    'bool(0j), bool(1j)',
    'complex(1.5), complex(True), complex(real=1, imag=2), complex(1j, 1j)',
    "complex(float('nan'), float('inf')), complex(1e16, 1e-5)",
    'str(1.5 + 0.1j), repr(-0.0 + 1j), [1j]',
    '1j == 1j, {1j: 2}[1j]',
]:
    attempt(text)
