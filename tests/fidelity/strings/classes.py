# What characters a text is made of.

def attempt(text):
    try:
        print(text, "->", repr(eval(text)))
    except Exception as error:
        print(text, "!!", type(error).__name__ + ":", error)


for text in [
    '[c for c in map(chr, range(256)) if c.isalpha()]',
    '[c for c in map(chr, range(256)) if c.isdigit()]',
    '[c for c in map(chr, range(256)) if c.isnumeric()]',
    '[c for c in map(chr, range(256)) if c.isdecimal()]',
    '[hex(ord(c)) for c in map(chr, range(256)) if c.isspace()]',
    '[hex(ord(c)) for c in map(chr, range(256)) if not c.isprintable()]',
    "'Abc Def'.istitle(), 'ABC Def'.istitle(), ''.istitle()",
    "'abc1'.islower(), '1'.islower(), 'ABC'.isupper()",
    "'٣'.isdecimal(), '²'.isdecimal(), '²'.isdigit(), '½'.isnumeric(), '一'.isnumeric()",
    "'a1'.isidentifier(), '1a'.isidentifier(), 'é'.isidentifier(), '변수'.isidentifier(), ''.isidentifier(), 'class'.isidentifier()",
    "'abc'.isascii(), 'é'.isascii(), ''.isascii()",
    "''.isalpha(), ''.isspace(), ''.isprintable()",
]:
    attempt(text)
