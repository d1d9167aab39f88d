# for loops over every kind of iterable; exhausted iterators stay exhausted.
class It:
    def __init__(self, n): self.n = n
    def __iter__(self): print("iter"); return self
    def __next__(self):
        if self.n == 0: raise StopIteration
        self.n -= 1
        return self.n
for x in It(2): print(x)
else: print("else")
class G:
    def __getitem__(self, i):
        if i == 3: raise StopIteration if False else IndexError
        return i * i
print(list(G()), [*G()], max(G()), 4 in G(), list(zip(G(), "ab")), tuple(reversed([1])))
i = iter([1, 2]); print(next(i), next(i), next(i, None), list(i), next(i, "x"))
l = [1, 2]; i = iter(l); next(i); next(i); next(i, 0); l.append(3); print(list(i))
l = [1, 2]; i = iter(l); next(i); l.append(3); print(list(i), i.__length_hint__())
for code in ("for x in 5: pass", "for x in None: pass", "for x in object(): pass", "iter(type('A', (), {'__iter__': lambda s: 1})())", "next(1)", "[*1]", "a, b = 1", "list(1)", "for x in type('B', (), {'__next__': 1})(): pass"):
    try: exec(code)
    except TypeError as e: print(code, "->", e)
class Bad:
    def __iter__(self): return self
    def __next__(self): raise KeyError("from next")
try:
    for x in Bad(): pass
except KeyError as e: print(repr(e))
for x in []: pass
else: print("empty else", "x" in globals())
for x in range(3):
    for y in range(3):
        if y == 1: break
        if x == 1: continue
        print(x, y)
    else: print("never")
while x:
    x -= 1
    if x == 1: continue
else: print("while else", x)
def f():
    for i in (1, 2, 3):
        if i == 2: return i
    else: return "else"
print(f(), [x for x in iter(lambda: next(c), 3)] if (c := iter(range(9))) else 0, list(c))
