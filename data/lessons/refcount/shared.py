import sys

mine = [1, 2]
print(sys.getrefcount(mine))
print(sys.getrefcount(None))
print(sys.getrefcount(1))
