def add(item, items=None):
    if items is None:
        items = []
    items.append(item)
    return items

first = add(1)
second = add(2)
print(first, second, first is second)
