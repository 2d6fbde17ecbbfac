def make():
    print("made")
    return []

def add(item, items=make()):
    items.append(item)
    return items

print("defined")
add(1)
add(2)
