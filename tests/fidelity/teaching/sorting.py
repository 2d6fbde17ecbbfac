# SPDX-License-Identifier: MIT
"""Sorting by hand, beside sorted: bubble, insertion, merge, quick; stability; comparisons counted."""


class Counted:
    comparisons = 0

    def __init__(self, key, tag):
        self.key, self.tag = key, tag

    def __lt__(self, other):
        Counted.comparisons += 1
        return self.key < other.key

    def __repr__(self):
        return f"{self.key}{self.tag}"


def bubble(items):
    items = items[:]
    for end in range(len(items) - 1, 0, -1):
        swapped = False
        for i in range(end):
            if items[i + 1] < items[i]:
                items[i], items[i + 1] = items[i + 1], items[i]
                swapped = True
        if not swapped:
            break
    return items


def insertion(items):
    result = []
    for item in items:
        at = len(result)
        while at and item < result[at - 1]:
            at -= 1
        result.insert(at, item)
    return result


def merge(items):
    if len(items) < 2:
        return items[:]
    middle = len(items) // 2
    left, right, result = merge(items[:middle]), merge(items[middle:]), []
    while left and right:
        result.append(right.pop(0) if right[0] < left[0] else left.pop(0))
    return result + left + right


def quick(items):
    if not items:
        return []
    pivot, *rest = items
    return quick([x for x in rest if x < pivot]) + [pivot] + quick([x for x in rest if not x < pivot])


items = [Counted(k, t) for k, t in zip([3, 1, 2, 3, 1, 5, 4, 2], "abcdefgh")]
for sort in (bubble, insertion, merge, quick, sorted):
    Counted.comparisons = 0
    print(f"{sort.__name__:10}", sort(items), Counted.comparisons)
words = ["banana", "Apple", "cherry", "date", "apple", "fig"]
print(sorted(words), sorted(words, key=str.lower), sorted(words, key=len, reverse=True))
print(sorted(words, key=lambda w: (-len(w), w)), min(words, key=len), max(words, key=str.lower))
words.sort(reverse=True)
print(words, words.sort())
try:
    sorted([1, "a", 2])
except TypeError as error:
    print(error)
