# __index__ serves slices, ranges, chr, bytes; floats do not.
class I:
    def __init__(self, n): self.n = n
    def __index__(self): return self.n
print([1, 2, 3][I(1)], "abc"[I(0):I(2)], list(range(I(2), I(5))), chr(I(65)), hex(I(255)), bin(I(5)), oct(I(8)))
print([0] * I(3), bytes(I(2)), 1 << 2, int(I(7)), float(I(3)), complex(I(2)), [9, 8].pop(I(0)), round(2.567, I(1)))
class Bad:
    def __index__(self): return "x"
class Neg:
    def __index__(self): raise ValueError("mine")
for f in (lambda: [1][Bad()], lambda: [1][Neg()], lambda: range(1.0), lambda: chr("a"), lambda: [1][1.0:], lambda: "a" * 2.0, lambda: bytes(Bad()), lambda: int(Bad()), lambda: hex(1.5), lambda: [].insert("a", 1)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
