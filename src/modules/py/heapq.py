# SPDX-License-Identifier: MIT
# Heaps in lists; what is built on the functions in C.
from _heapq import heappush, heappop, heapify, heapreplace, heappushpop, _heapreplace_max, _heapify_max, _heappop_max

__all__ = ['heappush', 'heappop', 'heapify', 'heapreplace', 'merge', 'nlargest', 'nsmallest', 'heappushpop']


def merge(*iterables, key=None, reverse=False):
    # The heap holds [key, order, value, next] of each iterable that has not ended.
    h = []
    if reverse:
        _heapify, _heappop, _heapreplace, direction = _heapify_max, _heappop_max, _heapreplace_max, -1
    else:
        _heapify, _heappop, _heapreplace, direction = heapify, heappop, heapreplace, 1
    for order, it in enumerate(map(iter, iterables)):
        for value in it:
            h.append([value if key is None else key(value), order * direction, value, it.__next__])
            break
    _heapify(h)
    while len(h) > 1:
        try:
            while True:
                s = h[0]
                yield s[2]
                value = s[3]()
                s[0] = value if key is None else key(value)
                s[2] = value
                _heapreplace(h, s)
        except StopIteration:
            _heappop(h)
    if h:
        k, order, value, next = h[0]
        yield value
        yield from next.__self__


def _best_plain(n, iterable, heapify, heapreplace, direction):
    it = iter(iterable)
    result = [(elem, i * direction) for i, elem in zip(range(n), it)]
    if not result:
        return result
    heapify(result)
    top = result[0][0]
    order = n * direction
    for elem in it:
        if elem < top if direction > 0 else top < elem:
            heapreplace(result, (elem, order))
            top = result[0][0]
            order += direction
    result.sort(reverse=direction < 0)
    return [elem for elem, order in result]


def _best(n, iterable, key, heapify, heapreplace, direction):
    it = iter(iterable)
    result = [(key(elem), i * direction, elem) for i, elem in zip(range(n), it)]
    if not result:
        return result
    heapify(result)
    top = result[0][0]
    order = n * direction
    for elem in it:
        k = key(elem)
        if k < top if direction > 0 else top < k:
            heapreplace(result, (k, order, elem))
            top = result[0][0]
            order += direction
    result.sort(reverse=direction < 0)
    return [elem for k, order, elem in result]


def _select(n, iterable, key, one, descending):
    if n == 1:
        none = object()
        found = one(iterable, default=none, key=key)
        return [found] if found is not none else []
    # All of them: sorting is faster.
    length = len(iterable) if hasattr(type(iterable), '__len__') else n + 1
    if length <= n:
        return sorted(iterable, key=key, reverse=descending)[:n]
    heap = (heapify, heapreplace, -1) if descending else (_heapify_max, _heapreplace_max, 1)
    return _best_plain(n, iterable, *heap) if key is None else _best(n, iterable, key, *heap)


def nsmallest(n, iterable, key=None):
    return _select(n, iterable, key, min, False)


def nlargest(n, iterable, key=None):
    return _select(n, iterable, key, max, True)
