# Special methods that are generator functions: what they return is a generator, where that is allowed.
import sys


class Odd:
    def __add__(self, other):
        yield 'add', other

    def __lt__(self, other):
        yield 'lt', other

    def __getitem__(self, index):
        yield 'item', index

    def __iter__(self):
        return self

    def __next__(self):
        yield 'next'

    @property
    def attribute(self):
        yield 'attribute'

    def __enter__(self):
        yield 'enter'

    def __exit__(self, *exception):
        yield 'exit'


class Wrong:
    def __init__(self, held):
        self.held = held
        yield held


def arguments(*positional, **named):
    yield positional, named


odd = Odd()
print(list(odd + 1), list(odd < 2), list(odd[3]), list(odd.attribute))
for item in odd:
    print(list(item))
    break
with odd as entered:
    print(list(entered))
with odd:
    raise ValueError('swallowed: the generator that __exit__ returned is true')
print(list(arguments(*[1, 2], **{'name': 3})))

held = []
for make in (lambda: Wrong(held), lambda: Wrong(held=held), lambda: Wrong(*[held])):
    before = sys.getrefcount(held)
    try:
        make()
    except TypeError as error:
        print(error)
    print(sys.getrefcount(held) - before)
