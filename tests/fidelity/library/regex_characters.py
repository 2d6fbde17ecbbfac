# Every character: what str and re say it is, and which characters IGNORECASE takes for the same.
import re

# What is left out has no characters yet, or private ones.
texts = [''.join(map(chr, range(start, start + 0x800))) for start in [*range(0, 0x32000, 0x800), 0xe0000, 0xf0000, 0x10f800]]


def those(method):
    return ''.join([''.join(filter(method, text)) for text in texts])


def left(pattern, flags=0):
    return ''.join([re.sub(pattern, '', text, flags=flags) for text in texts])


cased = those(str.isupper) + those(str.islower) + those(str.istitle)


def show(name, text):
    print(name, len(text), hash(text))


for pattern in r'\W+', r'\D+', r'\S+', '[\\W\\d_]+':
    show(pattern, left(pattern))
    show(pattern + ' ASCII', left(pattern, re.A))
    show(pattern + ' IGNORECASE', left(pattern, re.I))
print(left(r'[\W_]+') == those(str.isalnum))
print(left(r'\D+') == those(str.isdecimal), left(r'\S+') == those(str.isspace))
print(re.match(r'\w', '\U0001E4D0'), re.findall(r'\b', 'a\u0301b \u00aa'))

alone, in_set, in_two = [], [], []
for c in cased[::9]:
    near = ''.join({c, c.lower(), c.upper(), c.title(), c.casefold(), c.upper().lower()}) + 'SKik\u0345\u03b9\u1fbe\u1e9e\ufb05\ufb06'
    near = ''.join(sorted(near))
    alone.append(re.sub(c, '', near, flags=re.I))
    in_set.append(re.sub(f'[^{c}]', '', near, flags=re.I))
    in_two.append(re.sub(f'[{c}\u0fd5]', '', near, flags=re.I))
show('alone', ' '.join(alone))
show('in a set', ' '.join(in_set))
show('in a set of two', ' '.join(in_two))
for c in 'iIkK\u0130\u0131\u212asS\u017f\xdf\u1e9e\xb5\u03bc\u0345\u03b9\u1fbe\u0390\u1fd3\u03c2\u03c3\u03a3\u1c80\u0432\ufb05\ufb06\u1e61\u1e9b\U00010400\U00010428\u01c4\u01c5\u01c6\u13a0\uab70':
    print(ascii(c), ascii(re.findall(c, cased, re.I)), ascii(re.findall(c + '|' + c.swapcase(), cased, re.I | re.A)))
for first, last in ('a', 'z'), ('A', 'Z'), ('\0', '\x7f'), ('\x80', '\xff'), ('\u0100', '\u01ff'), ('\u0370', '\u03ff'), ('\u1e00', '\u1fff'), ('\ua640', '\uabff'), \
        ('\ufb00', '\ufb06'), ('\U00010400', '\U00010427'), ('\U00010428', '\U0001044f'), ('\U000118a0', '\U000118bf'), ('\ufff0', '\U00010410'), ('\0', '\U0010ffff'):
    show(f'{ord(first):x}-{ord(last):x}', re.sub(f'[{first}-{last}]', '', cased, flags=re.I))
    show('excluded', re.sub(f'[^{first}-{last}]', '', cased, flags=re.I))
    show('ASCII', re.sub(f'[{first}-{last}]', '', cased, flags=re.I | re.A))
references = re.compile(r'(.)\1', re.I)
print(''.join('.x'[bool(references.fullmatch(c + c.swapcase()))] for c in cased[::7]))
print(re.findall(rb'(?i)[k-m]', bytes(range(256))), re.sub(rb'\W', b'', bytes(range(256))))
