# Separators and zeros.

def attempt(text):
    try:
        print(text, "->", repr(eval(text)))
    except Exception as error:
        print(text, "!!", type(error).__name__ + ":", error)


for text in [
    "[format(n, ',') for n in (0, 1, 12, 123, 1234, 12345, 123456, 1234567, -1234567)]",
    "[format(1234, '0%d,' % w) for w in range(1, 14)]",
    "[format(-1234, '0%d,' % w) for w in range(1, 14)]",
    "[format(1234.5, '0%d,' % w) for w in range(1, 14)]",
    "[format(0xabcdef, '0%d_x' % w) for w in range(1, 16)]",
    "[format(0b10101, '#0%d_b' % w) for w in range(1, 16)]",
    "[format(1234567, fill + '=15,') for fill in '*0 ']",
    "[format(1e10, spec) for spec in (',', '_', ',.3f', '_.1e', ',g', ',%')]",
    "format(10 ** 50, ','), format(-10 ** 20, '_')",
]:
    attempt(text)
