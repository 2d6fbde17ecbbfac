import sys

def change(items):
    during = sys.getrefcount(items)
    items.append(3)
    items = [0]
    items.append(4)
    return during

mine = [1, 2]
before = sys.getrefcount(mine)
during = change(mine)
after = sys.getrefcount(mine)
print(before, during, after)
print(mine)
