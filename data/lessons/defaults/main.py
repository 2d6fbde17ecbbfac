def add(item, items=[]):
    items.append(item)
    return items

first = add(1)
second = add(2)
third = add(3, [])
print(first)
print(second)
print(third)
