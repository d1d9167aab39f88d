# Default equality is identity, != inverts ==, and defining __eq__ drops __hash__.
class P: pass
p, q = P(), P()
print(p == p, p == q, p != q, p != p)
class E:
    def __init__(self, v): self.v = v
    def __eq__(self, o): return isinstance(o, E) and self.v == o.v
print(E(1) == E(1), E(1) != E(1), E(1) != E(2), E.__hash__)
for f in (lambda: hash(E(1)), lambda: {E(1)}, lambda: {E(1): 1}, lambda: p < q, lambda: E(1) >= 3):
    try: f()
    except TypeError as e: print(e)
print([E(1)] == [E(1)], (E(1), 2) == (E(1), 2), E(1) in [3, E(1)], [1, E(2)].index(E(2)))
nan = float("nan")
print(nan == nan, [nan] == [nan], nan in [nan], [nan].count(nan), (nan,) < (nan,), {nan: 1}[nan])
print([1, 2] < [1, 3], [1, 2] < [1, 2, 0], [] < [0], (1, "a") < (1, "b"), [1, "a"] == [1, 2])
try: [1, "a"] < [1, 2]
except TypeError as e: print(e)
print({1: 2} == {1: 2.0}, {1} == {1.0}, frozenset({1}) == {1}, "a" == b"a", 1 == 1.0 == 1 + 0j, True == 1)
print((1, 2) == [1, 2], range(3) == range(0, 3, 1), range(0) == range(5, 5), range(0, 3, 2) == range(0, 4, 2))
