# Sets whose members compare with side effects: sets changed under every operation, comparisons that raise, and iterators that notice.
class M:
    def __init__(self, n, action=None, h=1): self.n, self.action, self.h = n, action, h
    def __hash__(self): return self.h
    def __eq__(self, o):
        act, self.action = self.action, None
        if act: act()
        return isinstance(o, M) and self.n == o.n
    def __repr__(self): return f"M{self.n}"


def attempt(label, f):
    try: r = f()
    except Exception as e: r = f"{type(e).__name__}: {e}"
    print(label, sorted(map(repr, r)) if isinstance(r, (set, frozenset)) else r, end="; ")


for what in ("clear", "add", "discard", "raise"):
    for op in ("m in s", "s.add(m)", "s.discard(m)", "s.remove(m)", "s | {m}", "{m} | s", "s & {m}", "{m} & s", "s - {m}", "{m} - s", "s ^ {m}", "s == {m}", "s <= {m, 9}", "{m} <= s", "s.isdisjoint([m])", "s.update([m])", "s.intersection_update([m])", "s.difference_update([m])", "s.symmetric_difference_update([m])", "s.issuperset([m])", "s.issubset([m, 1, 2])", "s.union([m])", "s.intersection([m, m])", "s.difference([m])", "frozenset(s) | {m}", "{*s, m}", "set([*s, m])"):
        s = {M(1), M(2, h=2), 3}
        def act():
            if what == "clear": s.clear()
            elif what == "add": s.update(range(50, 150))
            elif what == "discard": s.discard(3)
            else: raise KeyError("eq")
        m = M(1, act)
        before = len(s)
        attempt(f"{what} {op}", lambda: (lambda r: type(r).__name__ if isinstance(r, (set, frozenset)) else r)(eval(op, {"s": s, "m": m})))
        print(before, len(s) if what != "add" else len(s) > 100)
for action in ("s.add(9)", "s.discard(1)", "s.clear()", "s.update([1, 2])", "s.pop()", "s.add(1)", "s ^= {7}", "s.remove(2); s.add(8)"):
    s = {1, 2, 3}
    it = iter(s)
    next(it)
    exec(action)
    try: rest = sorted(it); print(action, len(rest))
    except RuntimeError as e: print(action, e)
s = {1, 2, 3}
it = iter(s); print(it.__length_hint__(), next(it) in s, it.__length_hint__(), it.__reduce__()[1].__class__.__name__); list(it); print(it.__length_hint__(), next(it, "end"))
class Bad:
    def __hash__(self): raise ValueError("no hash")
class Liar:
    def __eq__(self, o): return "truthy"
    def __hash__(self): return hash(1)
class Falsy:
    def __eq__(self, o): return []
    def __hash__(self): return hash(1)
class NoTruth:
    def __eq__(self, o): return self
    def __hash__(self): return hash(1)
    def __bool__(self): raise OverflowError("truth")
for f in (lambda: Bad() in {1}, lambda: {1}.add(Bad()), lambda: {Bad()}, lambda: {1} & {2, Bad()} if 0 else {1}.union([Bad()]), lambda: {1}.discard(Bad()), lambda: {1}.isdisjoint([Bad()]), lambda: set([Bad()]), lambda: frozenset([[]]), lambda: {1} == {Liar()}, lambda: len({1, Liar()}), lambda: len({Liar(), 1}), lambda: len({1, Falsy()}), lambda: {1, NoTruth()}, lambda: NoTruth() in {1}, lambda: {1} - {NoTruth()}, lambda: {NoTruth()} == {1}, lambda: hash(frozenset([Liar()])) == hash(frozenset([1])), lambda: set(x for x in [1, [], 2]), lambda: {1}.update(5, [2]), lambda: {1}.update([2], 5), lambda: {1, 2} > 5, lambda: {1} < {1: 2}.keys(), lambda: {1} == {1: 2}.keys(), lambda: sorted({1, 2} | {3: 0}.keys()), lambda: {1: 0}.keys() >= {1}):
    attempt("", f)
print()
s = {1}
try: s.update([2, 3, [], 4])
except TypeError as e: print(sorted(s), e)
try: s.difference_update([1], 5)
except TypeError as e: print(sorted(s), e)
try: s |= {5: 1}
except TypeError as e: print(sorted(s), e)
t = s; t -= t; print(s, t is s); s = {1, 2}; s ^= s; print(s); s = {1, 2}; s &= s; print(s); s.symmetric_difference_update(s); print(s)
