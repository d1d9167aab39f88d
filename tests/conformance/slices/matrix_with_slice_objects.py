# A class that takes slices, tuples of slices and Ellipsis as subscripts.
class Matrix:
    def __init__(self, rows):
        self.rows = [list(r) for r in rows]

    def __getitem__(self, key):
        match key:
            case (int(r), int(c)):
                return self.rows[r][c]
            case (slice() as r, slice() as c):
                return Matrix(row[c] for row in self.rows[r])
            case (slice() as r, int(c)):
                return [row[c] for row in self.rows[r]]
            case builtins_ellipsis if key is ...:
                return [x for row in self.rows for x in row]
            case slice(start=a, stop=b, step=s):
                return f"slice {a} {b} {s} -> {key.indices(len(self.rows))}"
        return self.rows[key]

    def __setitem__(self, key, value):
        r, c = key
        if isinstance(c, slice):
            self.rows[r][c] = value
        else:
            self.rows[r][c] = value

    def __delitem__(self, key):
        del self.rows[key]

    def __repr__(self):
        return f"M{self.rows}"


m = Matrix(range(i, i + 4) for i in range(0, 12, 4))
print(m[1, 2], m[1], m[:, 0], m[:2, 1:3], m[::-1, ::2], m[...])
print(m[1:], m[:-1:2], m["a":"b"] if False else "", slice(1, 10, 3), slice(None) == slice(None, None), slice(5).indices(3))
m[0, 0] = 100
m[1, 1:3] = "xy"
del m[-1]
print(m)
x = list(range(10))
x[2:5] = []
x[::3] = ["a", "b", "c"]
del x[1::2]
print(x, x[-2:], x[10:], "hello"[-3:-1], (1, 2, 3)[::-1], range(10)[2:8:2], b"abc"[1:])
for bad in (lambda: x.__setitem__(slice(None, None, 2), [1]), lambda: x["a"], lambda: x[1.0], lambda: [1][::0], lambda: x[1, 2], lambda: slice(), lambda: x.__setitem__(9, 0)):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)
