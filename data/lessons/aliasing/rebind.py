a = [1]
b = a
a += [2]
same = a is b
a = a + [3]
print(same, a is b, b)
