def add_one(n):
    n += 1
    return n

x = 1000
y = add_one(x)
print(x, y)
