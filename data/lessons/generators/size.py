import sys

numbers = [n for n in range(1000)]
lazy = (n for n in range(1000))
large = sys.getsizeof(numbers)
small = sys.getsizeof(lazy)
print(large > 8000, small < 300)
print(sum(lazy), sum(lazy))
