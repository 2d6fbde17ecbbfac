# -*- coding: utf-8 -*-
a = 'a\n\t\x41\u00e9\U0001f600\101\0' "b" r'\n' u'c' '\ud800'
b = b'\x00\xff\n' rb'\x' b"'"
c = f'{a}{b!r}{c:>10}{d!s:{w}.{p}}' f"{'nested'!a}" '%' '{}'
d = f'''
{a
 + b}  {x=:5}
  {y = }'''
e = f'{{{a}}}' f'{a["k"]}' rf'\{a}'
été = "héllo" + f'é{été}é'
f = '' f'' ''
g = 'implicit' \
    'continued'
h = """triple
"quoted" \
text"""
i = 0x_ff, 0b1_0, 0o17, 1_000, 1e3, 1.5j, .5, 5., 1e-7, 123456789012345678901234567890
j = ('s' 't')[0], b'ab'[1], (1, 2, 3)[-1], 'é'[0]
