# Weak dictionaries, sets, methods and finalize: what happens at collection, callbacks that fail, and objects that come back to life.
import gc, weakref, sys
class O:
    def __init__(self, n): self.n = n
    def __repr__(self): return f"O{self.n}"
    def hi(self): return "hi " + str(self.n)
    def __eq__(self, o): return isinstance(o, O) and o.n == self.n
    def __hash__(self): return hash(self.n)
def collect():
    for _ in range(3): gc.collect()
log = []
objs = [O(i) for i in range(4)]
refs = [weakref.ref(o, lambda r, i=i: log.append((i, r() is None))) for i, o in enumerate(objs)]
print(refs[0]() is objs[0], refs[0] == weakref.ref(objs[0]), refs[0] == refs[1], hash(refs[0]) == hash(objs[0]))
del objs[1:3]; collect()
print(sorted(log), [r() for r in refs], hash(refs[0]) == hash(0))
fresh = weakref.ref(O(9)); collect()
for f in (lambda: hash(fresh), lambda: weakref.ref(1), lambda: weakref.ref(), lambda: weakref.ref(objs[0], None, 3), lambda: weakref.ref(objs[0], 5)() is objs[0], lambda: fresh == fresh, lambda: fresh == weakref.ref(objs[0]), lambda: weakref.proxy(objs[0]).n, lambda: weakref.ref(lambda: 0) is None, lambda: weakref.ref({}), lambda: weakref.ref("s"), lambda: refs[0].__callback__ is not None, lambda: refs[1].__callback__):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
d = weakref.WeakKeyDictionary(); keys = [O(i) for i in range(3)]
for k in keys: d[k] = k.n * 10
print(sorted(d.values()), O(1) in d, len(d), d.get(O(7), "no"), d.pop(O(2)), 3 in d)
it = iter(d); first = next(it); del keys, k; first = None; it = None; collect()
print(len(d), dict(d))
try: d[5] = 1
except TypeError as e: print(e)
v = weakref.WeakValueDictionary(a=objs[0]); tmp = O(5); v["b"] = tmp
print(sorted(v), v["b"], v.setdefault("b", 3) is tmp, len(v.valuerefs()))
del tmp; collect(); print(sorted(v), "b" in v)
try: v["b"]
except KeyError as e: print("KeyError", e)
s = weakref.WeakSet([objs[0]]); t = O(6); s.add(t); print(len(s), t in s, s == {objs[0], t}); del t; collect(); print(len(s), 5 in s)
m = weakref.WeakMethod(objs[0].hi); print(m()(), m == weakref.WeakMethod(objs[0].hi))
try: weakref.WeakMethod(3)
except TypeError as e: print(e)
f1 = weakref.finalize(objs[0], lambda *a, **k: log.append(("fin", a, k)) or "result", 1, x=2)
print(f1.alive, f1.peek()[1].__name__, f1.peek()[2:], f1.atexit); log.clear()
print(f1(), f1(), f1.alive, f1.detach(), log)
x = O(8); f2 = weakref.finalize(x, log.append, "gone"); f2.atexit = False; del x; collect(); print(f2.alive, log[-1])
back = []
class Phoenix:
    def __del__(self): back.append(self); log.append("del")
p = Phoenix(); w = weakref.ref(p); w2 = weakref.ref(p, lambda r: log.append("callback")); log.clear(); del p; collect()
print(log, len(back), w() is None, type(back[0]).__name__)
back.clear(); collect(); print(log)
unraised = []
sys.unraisablehook = lambda u: unraised.append((type(u.exc_value).__name__, str(u.exc_value), type(u.object).__name__))
y = O(1); bad = weakref.ref(y, lambda r: 1 / 0); del y; collect()
class BadDel:
    def __del__(self): raise ValueError("in del")
BadDel(); collect()
print(sorted(unraised))
class Cycle:
    def __init__(self, n): self.me = self; self.n = n
    def __del__(self): log.append(self.n)
log.clear(); Cycle(1); Cycle(2); collect(); print(sorted(log))
