from __future__ import annotations


class Base(object, metaclass=type):
    """Doc."""
    __private = 1
    x: int = 1
    y: list[int, str] | None

    def __init__(self, *, name: str = 'a'):
        super().__init__()
        self.__name = name
        self.other: int = __class__

    @property
    def name(self): return self.__name

    class Inner:
        def f(self):
            return [self.x for self.y in self.z]


class Other(Base):
    z = lambda self: self.__private
    for i in range(3):
        locals()['a%d' % i] = i
    else:
        pass


def make():
    name = 'outer'

    class Local:
        name = name
        def get(self):
            return name
    return Local
