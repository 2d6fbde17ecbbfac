# SPDX-License-Identifier: MIT
# Sets that do not keep their members alive.
from _weakref import ref

GenericAlias = type(list[int])

__all__ = ['WeakSet']


class _IterationGuard:
    # As long as it is in a container's _iterating, members that die stay until the last such guard is gone.
    def __init__(self, weakcontainer):
        self.weakcontainer = ref(weakcontainer)

    def __enter__(self):
        container = self.weakcontainer()
        if container is not None:
            container._iterating.add(self)
        return self

    def __exit__(self, e, t, b):
        container = self.weakcontainer()
        if container is None:
            return
        container._iterating.remove(self)
        if not container._iterating:
            container._commit_removals()


def _settle(container):
    if container._pending_removals:
        container._commit_removals()


def _refs(items, *callback):
    for item in items:
        yield ref(item, *callback)


class WeakSet:
    def __init__(self, data=None):
        def _remove(item, selfref=ref(self)):
            container = selfref()
            if container is not None:
                drop = container._pending_removals.append if container._iterating else container.data.discard
                drop(item)

        self.data = set()
        self._remove = _remove
        self._pending_removals, self._iterating = [], set()
        if data is not None:
            self.update(data)

    def _commit_removals(self):
        while self._pending_removals:
            try:
                dead = self._pending_removals.pop()
            except IndexError:      # Another thread took it.
                break
            self.data.discard(dead)

    def __iter__(self):
        with _IterationGuard(self):
            for member in self.data:
                if (item := member()) is not None:
                    yield item

    def __len__(self):
        return len(self.data) - len(self._pending_removals)

    def __contains__(self, item):
        try:
            sought = ref(item)
        except TypeError:
            return False
        return sought in self.data

    def __reduce__(self):
        return self.__class__, (list(self),), self.__getstate__()

    def add(self, item):
        _settle(self)
        self.data.add(ref(item, self._remove))

    def clear(self):
        _settle(self)
        self.data.clear()

    def copy(self):
        return self.__class__(self)

    def pop(self):
        _settle(self)
        try:
            while (item := self.data.pop()()) is None:
                continue
        except KeyError:
            raise KeyError('pop from empty WeakSet') from None
        return item

    def remove(self, item):
        _settle(self)
        self.data.remove(ref(item))

    def discard(self, item):
        _settle(self)
        self.data.discard(ref(item))

    def update(self, other):
        _settle(self)
        for item in other:
            self.add(item)

    def __ior__(self, other):
        self.update(other)
        return self

    def difference(self, other):
        left = self.copy()
        left.difference_update(other)
        return left
    __sub__ = difference

    def difference_update(self, other):
        self.__isub__(other)

    def __isub__(self, other):
        _settle(self)
        if other is self:
            self.data.clear()
            return self
        self.data.difference_update(_refs(iter(other)))
        return self

    def intersection(self, other):
        return self.__class__(member for member in other if member in self)
    __and__ = intersection

    def intersection_update(self, other):
        self.__iand__(other)

    def __iand__(self, other):
        _settle(self)
        self.data.intersection_update(_refs(iter(other)))
        return self

    def issubset(self, other):
        return self.data.issubset(_refs(iter(other)))
    __le__ = issubset

    def __lt__(self, other):
        return self.data < set(map(ref, other))

    def issuperset(self, other):
        return self.data.issuperset(_refs(iter(other)))
    __ge__ = issuperset

    def __gt__(self, other):
        return self.data > set(map(ref, other))

    def __eq__(self, other):
        return self.data == set(map(ref, other)) if isinstance(other, self.__class__) else NotImplemented

    def symmetric_difference(self, other):
        either = self.copy()
        either.symmetric_difference_update(other)
        return either
    __xor__ = symmetric_difference

    def symmetric_difference_update(self, other):
        self.__ixor__(other)

    def __ixor__(self, other):
        _settle(self)
        if other is self:
            self.data.clear()
            return self
        self.data.symmetric_difference_update(_refs(iter(other), self._remove))
        return self

    def union(self, other):
        return self.__class__(item for side in (self, other) for item in side)
    __or__ = union

    def isdisjoint(self, other):
        return not len(self.intersection(other))

    def __repr__(self):
        return repr(self.data)

    __class_getitem__ = classmethod(GenericAlias)
