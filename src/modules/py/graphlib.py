# SPDX-License-Identifier: MIT
# Topological sorting of a graph of dependencies.
from types import GenericAlias as _GenericAlias

__all__ = ['TopologicalSorter', 'CycleError']


class CycleError(ValueError):
    pass


class _Node:
    __slots__ = ('node', 'waiting', 'followers', 'state')

    def __init__(self, node):
        self.node, self.waiting, self.followers, self.state = node, 0, [], 'new'


class TopologicalSorter:
    def __init__(self, graph=None):
        self._nodes = {}
        self._ready = None
        self._passed = self._finished = 0
        for node, predecessors in (graph or {}).items():
            self.add(node, *predecessors)

    __class_getitem__ = classmethod(_GenericAlias)

    def _node(self, node):
        found = self._nodes.get(node)
        if found is None:
            found = self._nodes[node] = _Node(node)
        return found

    def add(self, node, *predecessors):
        if self._ready is not None:
            raise ValueError('Nodes cannot be added after a call to prepare()')
        info = self._node(node)
        info.waiting += len(predecessors)
        for predecessor in predecessors:
            self._node(predecessor).followers.append(node)

    def prepare(self):
        if self._ready is not None:
            raise ValueError('cannot prepare() more than once')
        self._ready = [info.node for info in self._nodes.values() if info.waiting == 0]
        cycle = self._find_cycle()
        if cycle:
            raise CycleError('nodes are in a cycle', cycle)

    def get_ready(self):
        if self._ready is None:
            raise ValueError('prepare() must be called first')
        result = tuple(self._ready)
        for node in result:
            self._nodes[node].state = 'out'
        self._ready.clear()
        self._passed += len(result)
        return result

    def is_active(self):
        if self._ready is None:
            raise ValueError('prepare() must be called first')
        return self._finished < self._passed or bool(self._ready)

    def __bool__(self):
        return self.is_active()

    def done(self, *nodes):
        if self._ready is None:
            raise ValueError('prepare() must be called first')
        for node in nodes:
            info = self._nodes.get(node)
            if info is None:
                raise ValueError(f'node {node!r} was not added using add()')
            if info.state == 'new':
                raise ValueError(f'node {node!r} was not passed out (still not ready)' if info.waiting or node not in self._ready
                                 else f'node {node!r} is not passed out yet')
            if info.state == 'done':
                raise ValueError(f'node {node!r} was already marked done')
            info.state = 'done'
            for follower in info.followers:
                after = self._nodes[follower]
                after.waiting -= 1
                if after.waiting == 0:
                    self._ready.append(follower)
            self._finished += 1

    def _find_cycle(self):
        # Depth first, without recursion; the path so far and where each of its nodes stands in it.
        seen, path, rest, place = set(), [], [], {}
        for node in self._nodes:
            if node in seen:
                continue
            while True:
                if node in seen:
                    if node in place:
                        return path[place[node]:] + [node]
                else:
                    seen.add(node)
                    rest.append(iter(self._nodes[node].followers).__next__)
                    place[node] = len(path)
                    path.append(node)
                while path:
                    try:
                        node = rest[-1]()
                        break
                    except StopIteration:
                        del place[path.pop()]
                        rest.pop()
                else:
                    break
        return None

    def static_order(self):
        self.prepare()
        while self.is_active():
            group = self.get_ready()
            yield from group
            self.done(*group)
