# heapq, bisect and sorting by keys: comparisons that change the list, or fail; objects that die on the way.
import bisect
import functools
import heapq
from _heapq import _heapify_max, _heappop_max, _heapreplace_max


class Item:
    action = staticmethod(lambda: None)
    n = 0

    def __init__(self, value):
        self.value = value

    def __lt__(self, other):
        Item.n += 1
        if Item.n == Item.at:
            Item.action()
        return Truth(self.value < other.value)

    def __repr__(self):
        return f'<{self.value}>'


class Truth:
    def __init__(self, value):
        self.value = value

    def __bool__(self):
        return self.value

    def __del__(self):
        Truth.died += 1


Truth.died = 0


def attempt(name, function):
    Item.n = 0
    try:
        print(name, function(), end=' ')
    except Exception as error:
        print(name, type(error).__name__, error, end=' ')
    print(heap, Item.n, Truth.died)


def fail():
    raise ValueError('no order')


for at in 1, 2, 3:
    for action in (lambda: heap.clear()), (lambda: heap.append(Item(0))), (lambda: heap.pop()), (lambda: heap.reverse()), fail, \
            (lambda: heap.__setitem__(slice(None), [Item(9) for _ in heap])):
        Item.at, Item.action = at, staticmethod(action)
        for name, function in {
                'push': lambda: heapq.heappush(heap, Item(2)), 'pop': lambda: heapq.heappop(heap), 'pushpop': lambda: heapq.heappushpop(heap, Item(4)),
                'replace': lambda: heapq.heapreplace(heap, Item(4)), 'heapify': lambda: heapq.heapify(heap), 'max pop': lambda: _heappop_max(heap),
                'max replace': lambda: _heapreplace_max(heap, Item(3)), 'max heapify': lambda: _heapify_max(heap)}.items():
            heap = [Item(value) for value in (3, 5, 4, 6, 7, 8)]
            attempt(f'{name} {at}', function)
        for name in 'bisect_left', 'bisect_right', 'insort_left', 'insort_right':
            heap = [Item(value) for value in range(9)]
            attempt(f'{name} {at}', lambda: getattr(bisect, name)(heap, Item(5)))
            heap = [Item(value) for value in range(9)]
            attempt(f'{name} by', lambda: getattr(bisect, name)(heap, Item(5) if 'insort' in name else 5, key=lambda item: item.value))
Item.at = 0

for function in (lambda: heapq.heappop([]), lambda: heapq.heapreplace([], 1), lambda: heapq.heappushpop([], 1), lambda: _heappop_max([]),
                 lambda: heapq.heappush((), 1), lambda: heapq.heapify(()), lambda: heapq.heappop(()), lambda: heapq.heappushpop(1, 1),
                 lambda: _heapify_max(1), lambda: _heappop_max(1), lambda: _heapreplace_max(1, 1), lambda: heapq.heapreplace(1, 1),
                 lambda: bisect.bisect([1], 1, -1), lambda: bisect.bisect(1, 1), lambda: bisect.bisect([1, 'a'], 1), lambda: bisect.insort((1, 2), 1),
                 lambda: bisect.bisect([1, 2, 3], 2, 1.0), lambda: bisect.bisect([1, 2, 3], 2, hi=None), lambda: bisect.bisect_left([1, 2], 2, 0, 1)):
    attempt('error', function)


class Heap(list):
    def __delitem__(self, at):
        print('deletes', at, end=' ')
        super().__delitem__(at)

    def __setitem__(self, at, value):
        print('sets', at, end=' ')
        super().__setitem__(at, value)

    def insert(self, at, value):
        print('inserts', at, end=' ')
        super().insert(at, value)

    def __getitem__(self, at):
        print('gets', at, end=' ')
        return super().__getitem__(at)

    def __len__(self):
        print('len', end=' ')
        return super().__len__()


heap = Heap([1, 3, 2, 4])
attempt('pop', lambda: heapq.heappop(heap))
attempt('push', lambda: heapq.heappush(heap, 0))
attempt('bisect', lambda: bisect.bisect(heap, 2))
attempt('insort', lambda: bisect.insort(heap, 2))


class At:
    def __init__(self, value, action=lambda: None):
        self.value, self.action = value, action

    def __index__(self):
        self.action()
        return self.value


heap = [1, 2, 3]
attempt('bisect', lambda: bisect.bisect(heap, 2, At(0, heap.clear), At(3)))
heap = [1, 2, 3]
attempt('bisect', lambda: bisect.bisect(heap, 2, At(0), At(3, lambda: heap.append(4))))
attempt('bisect', lambda: bisect.insort(heap, 2, At(0, heap.clear)))

# cmp_to_key: what the function gives, and what it does.
for answer in -1, 0, 1, Item(0), 'x', None:
    key = functools.cmp_to_key(lambda a, b: answer)
    attempt('key', lambda: (key(1) < key(2), key(1) == key(2), key(1) >= key(2)) if not isinstance(answer, Item) else key(1) < key(2))
key = functools.cmp_to_key(lambda a, b: Truth(a < b))
attempt('key', lambda: key(1) < key(2))
attempt('key', lambda: (key(1) < 2))
attempt('key', lambda: key < key)
attempt('key', lambda: key.obj)
attempt('key', lambda: (key(5).obj, key(obj=6).obj, hash(key(1))))
heap = [3, 1, 2]
attempt('sort', lambda: heap.sort(key=functools.cmp_to_key(lambda a, b: heap.append(0) or a - b)))
attempt('nsmallest', lambda: heapq.nsmallest(2, map(Item, (3, 1, 2))))
attempt('nlargest', lambda: heapq.nlargest(2, map(Item, (3, 1, 2)), key=lambda item: item))
attempt('merge', lambda: list(heapq.merge(map(Item, (1, 4)), map(Item, (2, 3)), reverse=False)))
