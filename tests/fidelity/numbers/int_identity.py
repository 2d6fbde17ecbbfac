# Which ints are one object, and what ints take.
import sys

a = 256
b = 255 + 1
print(a is b, -5 is -6 + 1)
big = 10 ** 30
print(big - big is 0, big // big is 1, big * 0 is 0, +big is big, int(big) is big, big + 0 is big, abs(big) is big, round(big) is big)
print(int("7") is 7, int(7.0) is 7, len("1234567") is 7, True + 6 is 7, bool(5) is True, (5 > 3) is True)
for exponent in (0, 1, 29, 30, 31, 59, 60, 61, 64, 89, 90, 91, 1000):
    print(exponent, sys.getsizeof(2 ** exponent), sys.getsizeof(-(2 ** exponent)), sys.getsizeof(2 ** exponent - 1))
print(sys.getsizeof(0), sys.getsizeof(True), sys.getsizeof(1.5), sys.getsizeof(1j))


class Number(int):
    pass


n = Number(1000)
print(type(n + 0), type(+n), type(int(n)), type(n.real), n == 1000, hash(n) == hash(1000), n.__sizeof__(), repr(n), str(n))
n.label = "x"
print(n.label, Number("12"), Number(), Number(3.7))


class Real(float):
    pass


x = Real(1.5)
print(type(x * 2), type(+x), type(float(x)), x.__sizeof__(), x == 1.5, Real("2.5"))
