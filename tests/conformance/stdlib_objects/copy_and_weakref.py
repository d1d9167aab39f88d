# copy and deepcopy share, memoize and honour hooks; weak references die at collection.
import copy, gc, weakref
l = [1, [2, 3], {"k": (4, [5])}]; s, d = copy.copy(l), copy.deepcopy(l); l[1].append(9); print(s, d, s[1] is l[1], d[1] is l[1], copy.copy((1,)) == (1,), copy.deepcopy("a"))
r = []; r.append(r); q = copy.deepcopy(r); print(q[0] is q, q is r); a = [1]; p = copy.deepcopy([a, a]); print(p[0] is p[1])
class C:
    def __init__(self): self.v = [1]
    def __copy__(self): return "copied"
    def __deepcopy__(self, memo): return ("deep", len(memo) > 0)
class D:
    def __init__(self): self.v = [1]
    def __getstate__(self): return {"s": self.v}
    def __setstate__(self, s): self.v = s["s"] + ["set"]
class E:
    def __reduce__(self): return (list, ("ab",))
print(copy.copy(C()), copy.deepcopy([C()]), copy.copy(D()).v, copy.deepcopy(D()).v, copy.copy(E()), copy.replace(__import__("types").SimpleNamespace(a=1), a=2))
class N: 
    def __init__(self, n=0): self.n = n
    def __del__(self): print("del", self.n)
    def m(self): return self.n
n = N(1); w = weakref.ref(n, lambda r: print("callback", r() is None)); print(w() is n, weakref.getweakrefcount(n), w is weakref.ref(n) or True)
del n; gc.collect(); print(w())
n = N(2); pr = weakref.proxy(n); print(pr.n, pr.m()); pr.n = 5; print(n.n); del n; gc.collect()
try: pr.n
except ReferenceError as e: print(e)
a, b = N("cycle a"), N("cycle b"); a.o, b.o = b, a; wa = weakref.ref(a); del a.__class__.__del__; del a, b; gc.collect(); print(wa())
vd, ks = weakref.WeakValueDictionary(), weakref.WeakKeyDictionary(); o = N(3); vd["k"] = o; ks[o] = "v"; print(len(vd), len(ks), vd["k"].n, ks[o]); del o; gc.collect(); print(len(vd), len(ks), "k" in vd)
o = N(4); wm = weakref.WeakMethod(o.m); print(wm()()); fin = weakref.finalize(o, print, "finalized", 1); print(fin.alive); del o; gc.collect(); print(fin.alive, wm())
for f in (lambda: weakref.ref(5), lambda: weakref.ref([]), lambda: weakref.ref(), lambda: weakref.proxy("a"), lambda: copy.copy(5), lambda: copy.deepcopy(print)):
    try: print(f())
    except TypeError as e: print(e)
