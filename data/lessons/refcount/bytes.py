import sys

number = 1000
big = 2 ** 30
text = "ab"
items = [number, text]
table = {"key": items}
for value in (number, big, text, items, table):
    print(type(value).__name__, sys.getsizeof(value))
