# f-strings: the same specs, other syntax.
name, number, ratio = "Kim", 42, 2 / 3
print(f"{name} {number} {ratio:.3f} {number:>6} {number:#x} {name!r:>8} {ratio:%}")
width, precision = 10, 4
print(f"[{ratio:{width}.{precision}}] [{name:*^{width}}] [{number:0{width}}]")
print(f"{number=} {name=} {number = } {ratio=:.2f} {name=!s}")
print(f"{{}} {{{number}}} {'nested'} {f'{number}'} {[x for x in range(3)]} {({'a': 1})['a']}")
print(f"{'a' if number else 'b'} {number + 1} {name.upper()} {name[0]} {(lambda x: x * 2)(3)}")
print(f"{number!r} {number!s} {'é'!a} {name!r}")
print(f"" == "", f"{''}" == "", f"{name}" is name, type(f"{number}"))
for value in (1, 1.5, "a", None, True, 1j, b"x", [1], (1,), {1}, {"k": 1}):
    print(f"{value} {value!r:>12}")
try:
    print(f"{name:d}")
except ValueError as error:
    print(error)
try:
    print(f"{None:5}")
except TypeError as error:
    print(error)
