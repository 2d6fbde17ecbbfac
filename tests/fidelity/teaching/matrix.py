# SPDX-License-Identifier: MIT
"""Matrices as lists of lists, and a class of one's own with operators."""


class Matrix:
    def __init__(self, rows):
        self.rows = [list(row) for row in rows]
        if len({len(row) for row in self.rows}) > 1:
            raise ValueError("rows differ in length")

    @classmethod
    def identity(cls, n):
        return cls([int(i == j) for j in range(n)] for i in range(n))

    @property
    def shape(self):
        return len(self.rows), len(self.rows[0]) if self.rows else 0

    def __getitem__(self, at):
        if isinstance(at, tuple):
            i, j = at
            return self.rows[i][j]
        return self.rows[at]

    def __setitem__(self, at, value):
        i, j = at
        self.rows[i][j] = value

    def __add__(self, other):
        if not isinstance(other, Matrix):
            return NotImplemented
        return Matrix([a + b for a, b in zip(r, s)] for r, s in zip(self.rows, other.rows))

    def __mul__(self, factor):
        return Matrix([factor * a for a in row] for row in self.rows)

    __rmul__ = __mul__

    def __matmul__(self, other):
        columns = list(zip(*other.rows))
        return Matrix([sum(a * b for a, b in zip(row, column)) for column in columns] for row in self.rows)

    def __pow__(self, n):
        result = Matrix.identity(len(self.rows))
        for _ in range(n):
            result = result @ self
        return result

    def __neg__(self):
        return -1 * self

    def __eq__(self, other):
        return isinstance(other, Matrix) and self.rows == other.rows

    def __invert__(self):
        return Matrix(zip(*self.rows))

    def __iadd__(self, other):
        for row, more in zip(self.rows, other.rows):
            for j, value in enumerate(more):
                row[j] += value
        return self

    def __repr__(self):
        return f"Matrix({self.rows})"


m = Matrix([[1, 2], [3, 4]])
same = m
print(m + m, 2 * m, m * 3, -m, ~m)
print(m @ Matrix.identity(2) == m, m ** 5, m.shape, m[1], m[1, 0])
m += Matrix.identity(2)
m[0, 1] = 10
print(m, same is m, m == same, m != Matrix([[1]]))
for bad in (lambda: m + 1, lambda: Matrix([[1], [2, 3]]), lambda: m[5], lambda: hash(m)):
    try:
        bad()
    except (TypeError, ValueError, IndexError) as error:
        print(type(error).__name__, error)
print([[row[i] for row in m] for i in range(2)], sum(map(sum, m.rows)), [max(row) for row in m])
