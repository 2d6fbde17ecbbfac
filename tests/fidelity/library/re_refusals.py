# SPDX-License-Identifier: MIT
"""Patterns that are wrong, and what is said of them; escapes and classes at their edges."""
import re
import warnings

warnings.simplefilter('ignore')
PATTERNS = r'''( | ) | (?P<n | (?P<1>a) | (?P<a>b)(?P<a>c) | (?P=x) | (?P=a | (?Px) | (?P | (? | (?< | (?<x)
(?<=a+)b | (?<!a*)b | (?<=(a|bc))d | * | +a | a** | a{2}{3} | a{3,2} | a{1,99999999999} | [ | [a
[z-a] | [a-\d] | [\d-z] | []] | [^]] | [a-] | [-a] | [\ | \ | \1 | (a)\2 | \8 | \08 | \377 | \400
\x | \x1 | \xg1 | \u12 | \u1234 | \U0010ffff | \U00110000 | \q | \Z | \A | \b | [\b] | [\B] | [\Z]
[\q] | [\x] | [\400] | [\u12] | (?i | (?i) | a(?i) | (?z) | (?i-) | (?i-i:a) | (?-i:a) | (?i-s:a)
(?-z:a) | (?L)a | (?au)b | (?a:b) | (?au:b) | (?iLmsux-i:a) | (?(1)a) | (?(1)a|b|c) | (a)(?(1)b|c)
(a)?(?(1)b|c)(?(2)d) | (?(n)a) | (?(0)a) | (?(x | (?(1x)a) | (?P<n>a)(?(n)b|c) | (?#comment
(?#comment)a | a?? | a*+ | a++ | a?+ | a{1,2}+ | (?>a+)b | (?>a | a{ | a{} | a{,} | a{,2} | a{2,}
a{x} | x{0} | [[:alpha:]] | [a&&b] | [a--b] | (?=a | (?!a)b | (?=a)* | ^* | $+ | \b* | (a*)*
(?:)* | (?:a | |a | a| | (|) | [\w-z] | [a\-z] | (?P<ñ>a) | (?P<a-b>c) | (?P=ñ) | (?<n>a) | \g<1>
.{2,1} | (((((a))))) | a|*'''.replace('\n', ' | ').split(' | ')
for pattern in PATTERNS:
    for flags in (0, re.VERBOSE):
        try:
            compiled = re.compile(pattern, flags)
            print(
                repr(pattern),
                compiled.flags,
                compiled.groups,
                dict(compiled.groupindex),
                compiled.findall('aab-\\8 z]'),
            )
        except re.error as error:
            print(repr(pattern), error, '|', error.msg, error.pattern, error.pos, error.lineno, error.colno)
        except Exception as error:
            print(repr(pattern), type(error).__name__, error)
for pattern in (rb'a', rb'\xff', rb'(?u)a', rb'(?L)a', rb'\u1234', rb'\w', rb'[\x80-\xff]'):
    try:
        print(pattern, re.compile(pattern).flags, re.findall(pattern, b'a\xff\x80'))
    except Exception as error:
        print(pattern, type(error).__name__, error)
TEMPLATES = (
    r'\1',
    r'\2',
    r'\g<1>',
    r'\g<n>',
    r'\g<x>',
    r'\g<',
    r'\g',
    r'\g<>',
    r'\g<1a>',
    r'\g<-1>',
    r'\0',
    r'\00',
    r'\100',
    r'\400',
    r'\x',
    r'\q',
    '\\',
    r'\n\t\\',
    r'\g<0>!',
    r'\8',
    r'\g<99>',
)
for template in TEMPLATES:
    try:
        print(template, re.sub('(?P<n>a)', template, 'bab'))
    except Exception as error:
        print(template, type(error).__name__, error)
for work in (
    lambda: re.compile(5),
    lambda: re.compile(re.compile('a'), re.I),
    lambda: re.match('a', b'a'),
    lambda: re.match(b'a', 'a'),
    lambda: re.sub('a', b'b', 'a'),
    lambda: re.compile('a', re.L),
    lambda: re.compile(b'a', re.U),
    lambda: re.compile('a', re.A | re.U),
    lambda: re.match('a', 'a').group(2),
    lambda: re.match('a', 'a').group('x'),
    lambda: re.match('(a)|b', 'b').groups('-'),
    lambda: re.match('a', 'a').start(1),
    lambda: re.match('a', 'a').end('q'),
    lambda: re.match('a', 'a').span(None),
    lambda: re.match('(?P<x>a)', 'a').__getitem__('x'),
    lambda: re.match('(a)(b)?', 'a').regs,
    lambda: re.match('(a)(b)?', 'a').lastindex,
    lambda: re.match('a', 'a').expand(r'\1'),
    lambda: re.compile('a').split(),
    lambda: re.compile('a').match('a', 5),
    lambda: re.compile('a').search('ba', -5, 99),
    lambda: re.compile('a').fullmatch('aa', 0, 1),
    lambda: re.compile('a').match('a', None),
    lambda: re.compile('a').sub('b'),
    lambda: re.split('(a)', 'bab', 1),
    lambda: re.subn('', '-', 'ab'),
    lambda: re.escape(b'a.b'),
    lambda: re.compile('a') == re.compile('a', re.I),
    lambda: re.purge(),
    lambda: re.compile('a').scanner('aa').match().span(),
):
    try:
        print(work())
    except Exception as error:
        print(type(error).__name__, error)
