# Arithmetic, comparison, hashing, truth, indexing and calling through special methods.
import math


class Vector:
    def __init__(self, *parts):
        self.parts = parts

    def __repr__(self):
        return f"Vector{self.parts}"

    def __add__(self, other):
        if not isinstance(other, Vector):
            return NotImplemented
        return Vector(*(a + b for a, b in zip(self.parts, other.parts, strict=True)))

    def __mul__(self, k):
        if isinstance(k, Vector):
            return sum(a * b for a, b in zip(self.parts, k.parts))
        return Vector(*(a * k for a in self.parts))

    __rmul__ = __mul__

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __abs__(self):
        return math.hypot(*self.parts)

    def __bool__(self):
        return any(self.parts)

    def __eq__(self, other):
        return isinstance(other, Vector) and self.parts == other.parts

    def __hash__(self):
        return hash(self.parts)

    def __getitem__(self, i):
        return self.parts[i]

    def __len__(self):
        return len(self.parts)

    def __call__(self, f):
        return Vector(*map(f, self.parts))


v, w = Vector(3, 4), Vector(1, -2)
print(v + w, v - w, v * 2, 2 * v, v * w, -v, abs(v), bool(v), bool(Vector(0, 0)))
print(v == Vector(3, 4), v != w, {v: 1}[Vector(3, 4)], v[0], v[-1:], len(v), list(v), 4 in v)
print(v(lambda x: x * x), sum([v, w], Vector(0, 0)))
v += w
print(v)
for bad in (lambda: v + 1, lambda: 1 + v, lambda: v + Vector(1, 2, 3), lambda: v < w):
    try:
        bad()
    except (TypeError, ValueError) as e:
        print(e)
