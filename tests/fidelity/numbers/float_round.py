# Rounding.

def attempt(text):
    try:
        print(text, "->", repr(eval(text)))
    except Exception as error:
        print(text, "!!", type(error).__name__ + ":", error)


for text in [
    'round(0.5), round(1.5), round(2.5), round(-0.5), round(-1.5)',
    'round(2.675, 2), round(2.5, 0), round(1.005, 2), round(1234.5678, 2)',
    'round(1234.5, -2), round(1250.0, -2), round(1350.0, -2), round(5e22, -22), round(15.0, -1), round(25.0, -1), round(5.0, -1)',
    'round(1e300, 5), round(1.5, 400), round(1.5, -400), round(-1.5, -400)',
    "round(float('inf'))",
    "round(float('nan'))",
    "round(float('nan'), 2), round(float('inf'), 2)",
    'round(5), round(15, -1), round(25, -1), round(-15, -1), round(12345, -2), round(5, 3), round(10 ** 30 + 5, -1)',
    "round(1.5, 'a')",
    'round(1.5, None), round(5, None)',
    'round(1.7976931348623157e308, -308)',
    'int(1.9), int(-1.9)',
    '(1.5).__trunc__(), (1.5).__floor__(), (-1.5).__floor__(), (1.5).__ceil__(), (-1.5).__ceil__()',
    "(2.5).is_integer(), (2.0).is_integer(), float('inf').is_integer()",
    '(0.75).as_integer_ratio(), (-1.5).as_integer_ratio(), (1e300).as_integer_ratio()[1], (0.1).as_integer_ratio()',
    "float('inf').as_integer_ratio()",
    "float('nan').as_integer_ratio()",
    'round(True), type(round(True)), round(2.0), type(round(2.0, 1))',
]:
    attempt(text)
