# pickle and calendar.
import calendar
import pickle
from collections import Counter, OrderedDict, namedtuple
from dataclasses import dataclass
from enum import Enum


class Color(Enum):
    RED = 1


@dataclass
class Point:
    x: int
    y: int


class Slotted:
    __slots__ = ('a', 'b')


class State:
    def __init__(self):
        self.x = 1
        self.lock = 'secret'

    def __getstate__(self):
        d = self.__dict__.copy()
        del d['lock']
        return d

    def __setstate__(self, state):
        self.__dict__.update(state)
        self.lock = 'new'


P = namedtuple('P', 'a b')
shared = [1]
cycle = []
cycle.append(cycle)
s = Slotted()
s.a = 5
for obj in (None, True, 0, 255, 256, -1, 2 ** 40, -2 ** 70, 1.5, 'text', 'é' * 3, b'bytes', bytearray(b'x'), (), (1,), (1, 2, 3, 4), [], [1, [2]],
            {}, {'a': 1, 2: None}, {3}, frozenset({1}), [shared, shared], Color.RED, Point(1, 2), P(1, 2), len, Point, range(3),
            slice(1, 2), Counter('aab'), OrderedDict(a=1), 1j, int, Exception('x', 1), ...):
    data = pickle.dumps(obj)
    print(repr(obj)[:40], data, repr(pickle.loads(data))[:40])
c = pickle.loads(pickle.dumps(cycle))
print(c[0] is c, pickle.loads(pickle.dumps(s)).a, vars(pickle.loads(pickle.dumps(State()))))
a, b = pickle.loads(pickle.dumps([shared, shared]))
print(a is b)
for bad in (lambda: pickle.dumps(lambda: 1), lambda: pickle.loads(b''), lambda: pickle.loads(b'\x80\x04K'), lambda: pickle.dumps((i for i in []))):
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__, str(error).split(' at 0x')[0])
print(calendar.month(2024, 2), calendar.monthrange(2023, 2), calendar.isleap(2000), calendar.weekday(2024, 1, 1), calendar.leapdays(2000, 2020))
print(calendar.monthcalendar(2024, 3), calendar.day_name[0], calendar.month_name[12], calendar.timegm((1970, 1, 2, 0, 0, 0)))
print(calendar.TextCalendar(6).formatmonth(2024, 9))
try:
    calendar.monthrange(2024, 13)
except calendar.IllegalMonthError as error:
    print(error)
