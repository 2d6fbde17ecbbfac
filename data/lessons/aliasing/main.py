import copy

inner = [1, 2]
a = [inner, 3]
b = a
c = list(a)
d = copy.deepcopy(a)
b.append(4)
c[0].append(5)
print(a)
print(c)
print(d)
