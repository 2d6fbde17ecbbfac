# SPDX-License-Identifier: MIT
"""A graph in a dict: breadth and depth first, topological order, a cycle found, shortest ways by a heap."""
import heapq
from collections import deque

graph = {"a": ["b", "c"], "b": ["d"], "c": ["d", "e"], "d": ["f"], "e": ["f"], "f": []}


def breadth(start):
    seen, waiting = {start: None}, deque([start])
    while waiting:
        node = waiting.popleft()
        for other in graph[node]:
            if other not in seen:
                seen[other] = node
                waiting.append(other)
    return seen


def depth(node, seen=None):
    seen = [] if seen is None else seen
    if node not in seen:
        seen.append(node)
        for other in graph[node]:
            depth(other, seen)
    return seen


def order(graph):
    state, result = {}, []

    def visit(node, path):
        if state.get(node) == "open":
            raise ValueError("cycle: " + " ".join(path[path.index(node):] + [node]))
        if node not in state:
            state[node] = "open"
            for other in graph[node]:
                visit(other, path + [node])
            state[node] = "done"
            result.append(node)

    for node in graph:
        visit(node, [])
    return result[::-1]


def path(to, back):
    return path(back[to], back) + [to] if to is not None else []


print(breadth("a"), path("f", breadth("a")))
print(depth("a"), order(graph))
try:
    order({"x": ["y"], "y": ["z"], "z": ["x"]})
except ValueError as error:
    print(error)
roads = {("a", "b"): 7, ("a", "c"): 3, ("c", "b"): 1, ("c", "d"): 8, ("b", "d"): 2}
near = {}
for (a, b), length in roads.items():
    near.setdefault(a, {})[b] = length
    near.setdefault(b, {})[a] = length
best, heap = {}, [(0, "a")]
while heap:
    length, node = heapq.heappop(heap)
    if node in best:
        continue
    best[node] = length
    for other, more in near[node].items():
        heapq.heappush(heap, (length + more, other))
print(best, sorted(near), [sorted(v.items()) for k, v in sorted(near.items())])
