def lines():
    try:
        yield 1
        yield 2
    finally:
        print("closed")

g = lines()
next(g)
del g
print("after del")
