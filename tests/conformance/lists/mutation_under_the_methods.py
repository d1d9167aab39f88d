# A list that its own elements change while a method walks it: each method says what it saw, none crashes.
class Eraser:
    def __init__(self, target, tag): self.target, self.tag = target, tag
    def __eq__(self, other):
        self.target.clear()
        return False
    __hash__ = None
    def __repr__(self):
        return f"E{self.tag}"

def fresh():
    l = []
    l.extend(Eraser(l, i) for i in range(4))
    return l

for name in ("index", "count", "remove"):
    l = fresh()
    try:
        print(name, getattr(l, name)(7), l)
    except ValueError as e:
        print(name, e, l)
l = fresh(); print(7 in l, l)
l = fresh(); print(l == [1, 2, 3, 4], l)
l = fresh(); m = fresh(); print(l == m, l, m)

l = [1, 2, 3]
for x in l:
    if len(l) < 8: l.append(x * 10)
print(l)
for x in l:
    l.remove(x)
print(l)
it = iter(l); list(it); l.append(99); print(list(it), it.__length_hint__())
it = reversed([1, 2, 3]); print(it.__length_hint__(), next(it), it.__length_hint__())
l = [1, 2, 3, 4]; r = reversed(l); next(r); del l[1:]; print(list(r), list(r))
l = [3, 1, 2]
def key(x):
    l.append(x)
    return x
try: l.sort(key=key)
except ValueError as e: print(e, l)
def key(x):
    print("during", l)
    return -x
l = [3, 1, 2]; l.sort(key=key); print(l)
def bad(x):
    if x == 1: raise KeyError(x)
    return x
l = [3, 1, 2]
try: l.sort(key=bad)
except KeyError as e: print(repr(e), l)
l = [1, 2]; l.extend(l); print(l); l[1:1] = l; print(l); l += l[:1]; print(l)
l = [1, 2, 3]
def feed():
    for i in range(3):
        l.append(i); yield i + 10
l.extend(feed()); print(l)
l = [1, 2, 3, 4]
l[::2] = (x for x in "ab"); print(l)
class Index:
    def __index__(self): l.clear(); return 0
l = [1, 2, 3]
try: print(l[Index()])
except IndexError as e: print(e)
l = [1, 2, 3]; print(l.pop(True), l.pop(False), l)
l = [1]; l.append(l); print(l, l == l)
a, b = [], []; a.append(b); b.append(a)
try: a == b
except RecursionError as e: print("RecursionError")
l = [1, 2, 3]; l *= 0; print(l); l = [[]] * 2; l[0].append(1); print(l)
l = [float("nan")]; print(l == l, l == [float("nan")], l.index(l[0]), l.count(float("nan")))
