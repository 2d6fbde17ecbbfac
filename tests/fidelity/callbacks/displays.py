"""What a display does not keep dies while the display is being made."""


class Told:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print('dies:', self.name)

    def __repr__(self):
        return self.name


class Text(str):
    def __del__(self):
        print('text dies:', str(self))


class Formatted:
    def __format__(self, spec):
        return Text('formatted')


one = 1
print({one: Told('a'), 2: Told('b'), 1: Told('c')})
print({'x': Told('d'), 'y': Told('e'), 'x': Told('f')})
print({one, 1, True})
print(f'{Formatted()} and {Formatted()}')
print(len({one: Told('g'), **{1: Told('h')}}))
print([*(Told('i'), Told('j'))][:1])
