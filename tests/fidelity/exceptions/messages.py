# SPDX-License-Identifier: MIT
# The messages of what goes wrong most often.
def attempt(text):
    try:
        print(text, "=", eval(text))
    except Exception as e:
        print(text, "->", type(e).__name__ + ":", e, e.args if len(e.args) != 1 else "")


class Thing:
    value = 1
    __slots__ = ()


thing = Thing()
numbers = [1, 2, 3]
for text in """1 / 0|1 % 0|1.5 // 0|divmod(1, 0)|0 ** -1|pow(2, -1, 4)|1 + 'a'|'a' + 1|[] + ()|'a' * 'b'|-'a'|~1.5|1 < 'a'|[] < {}|not_there|thing.valeu
numbers[5]|numbers['a']|numbers[1.0]|{}['k']|{}[[]]|{[]: 1}|(1, 2)[9]|'abc'[9]|'abc'['x']|3[0]|len(3)|3()|thing()|iter(3)|next([])|next(iter([]))
int('x')|int('')|int([])|int('z', 36)|int('9', 8)|int('1', 99)|float('abc')|float([])|complex('x')|chr(-1)|chr('a')|ord('ab')|ord(3)|bytes([300])
numbers.index(9)|numbers.remove(9)|[].pop()|numbers.pop(9)|{}.popitem()|set().pop()|{1}.remove(2)|'abc'.index('z')|(1,).index(2)|numbers.insert('a', 1)
max([])|min(3)|max(1, 'a')|sum(['a'])|sorted([1, 'a'])|sorted(3)|list(3)|dict([1])|dict([(1, 2, 3)])|set([[]])|tuple(3)|range('a')|range(1, 2, 0)|range(1.5)
hash([])|hash({})|abs('a')|round('a')|bool(1, 2)|isinstance(1, 2)|issubclass(1, int)|getattr(1, 2)|getattr(1, 'x')|setattr(1, 'x', 2)
'%d' % 'a'|'%s %s' % 'a'|'%s' % (1, 2)|'%z' % 1|'{} {}'.format(1)|'{x}'.format()|'{:d}'.format('a')|format(1, 'zz')|f'{1:q}'|'{'.format()|'a'.join([1])
'abc'.split('')|b'a' + 'a'|'a'.encode('nope')|'\\xe9'.encode('ascii')|b'\\xff'.decode()|b'abc'.fromhex('zz')|bytes('a')|'abc'.replace('a')
(lambda x: x)()|(lambda: 0)(1)|(lambda *, k: k)()|(lambda x: x)(y=1)|(lambda a, /: a)(a=1)|print(end=1)|len()|len(1, 2)|[].append()|int(x=1)
eval('1 +')|eval('a b')|eval('(')|eval(')')|eval('x = 1')|eval('\"abc')|eval('1 if 2')|eval('f(')|eval('[1, 2')|eval('lambda')|eval('0777')|eval('1__0')
type('X', (int, str), {})|type('X', (bool,), {})|object().x|object.__new__(int)|super().x|memoryview(1)|memoryview(b'a')[5]|slice()|zip(1)|map(1)
__import__('nothing_here')|exec('import os.nothing')|exec('return 1')|exec('break')|exec(1)""".replace(
    "\n", "|"
).split(
    "|"
):
    attempt(text)
for statement in (
    "a, b = 1, 2, 3",
    "a, b = 1",
    "a, b = [1]",
    "a, *b, c = [1]",
    "for a, b in [1]: pass",
    "del nothing",
    "thing.x = 1",
    "'abc'[0] = 'x'",
    "(1, 2)[0] = 1",
    "del numbers[9]",
    "numbers[::2] = [1]",
    "numbers[0:1] = 3",
    "raise 3",
    "raise ValueError from 3",
    "assert False, 'because'",
    "assert not numbers",
    "with 3: pass",
    "print(*3)",
    "print(**3)",
    "dict(**{1: 2})",
    "f = lambda: g; f().x",
    "import nothing_here",
    "class A(3): pass",
    "class A(metaclass=3): pass",
    "def f(x): global x",
    "x: int = 'a'; x.y",
):
    try:
        exec(statement)
        print(statement, "passed")
    except Exception as e:
        print(statement, "->", type(e).__name__ + ":", e)
