# Generators: a pipeline, and a tree walked with yield from.
def numbers(n):
    for i in range(n):
        yield i


def squares(source):
    for x in source:
        yield x * x


def walk(depth):
    if depth > 0:
        yield from walk(depth - 1)
        yield depth
        yield from walk(depth - 1)


print(sum(squares(numbers(1000000))), sum(walk(15)), sum(x for x in numbers(400000) if x % 3 == 0))
