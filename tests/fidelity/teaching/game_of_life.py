# SPDX-License-Identifier: MIT
"""Sets of cells: Conway's life; a sieve of primes; a walk through a maze."""


def generation(cells):
    near = {}
    for x, y in cells:
        for dx in (-1, 0, 1):
            for dy in (-1, 0, 1):
                if dx or dy:
                    near[x + dx, y + dy] = near.get((x + dx, y + dy), 0) + 1
    return {cell for cell, n in near.items() if n == 3 or n == 2 and cell in cells}


def show(cells, size=5):
    return "\n".join("".join("#" if (x, y) in cells else "." for x in range(size)) for y in range(size))


glider = {(1, 0), (2, 1), (0, 2), (1, 2), (2, 2)}
for step in range(3):
    print(show(glider), len(glider), end="\n\n")
    glider = generation(glider)
print(sorted(glider))
blinker = frozenset({(1, 0), (1, 1), (1, 2)})
print(generation(generation(blinker)) == blinker, generation({(0, 0)}))


def primes(limit):
    left = [True] * (limit + 1)
    left[0:2] = [False] * 2
    for n in range(2, int(limit ** 0.5) + 1):
        if left[n]:
            left[n * n::n] = [False] * len(left[n * n::n])
    return [n for n, prime in enumerate(left) if prime]


print(primes(60), len(primes(2000)))

maze = ["#########",
        "#S  #   #",
        "### # # #",
        "#     #E#",
        "#########"]


def solve(maze):
    start = next((y, x) for y, row in enumerate(maze) for x, c in enumerate(row) if c == "S")
    paths, seen = [[start]], {start}
    while paths:
        path = paths.pop(0)
        y, x = path[-1]
        if maze[y][x] == "E":
            return path
        for step in ((y - 1, x), (y, x + 1), (y + 1, x), (y, x - 1)):
            if step not in seen and maze[step[0]][step[1]] != "#":
                seen.add(step)
                paths.append(path + [step])
    return None


path = solve(maze)
print(len(path), path[0], path[-1])
print("\n".join("".join("." if (y, x) in path[1:-1] else c for x, c in enumerate(row)) for y, row in enumerate(maze)))
