# A class body runs in what __prepare__ returned: each load, store and deletion asks that mapping, and a copy becomes the class' dict.
log = []
class Watching:
    "No dict at all: only the mapping methods that a body needs."
    def __init__(self): self.d = {}
    def __getitem__(self, k): log.append("get " + k); return self.d[k]
    def __setitem__(self, k, v): log.append("set " + k); self.d[k] = v
    def __delitem__(self, k): log.append("del " + k); del self.d[k]

class M(type):
    def __prepare__(name, bases, **kw): return Watching()
    def __new__(m, name, bases, ns): return type.__new__(m, name, bases, dict(ns.d))

glob = "global"
class C(metaclass=M):
    a = 1
    b = a + 1
    c = glob
    a += 5
    del b
    def f(self): return __class__
    for i in range(2): pass
    import math as m
    with __import__("contextlib").nullcontext(3) as w: pass
    try: missing
    except NameError as e: text = str(e)
    (y := a)
print(*log, sep="; ")
print(C.a, C.c, C().f() is C, C.i, C.w, C.text, C.y, hasattr(C, "b"), hasattr(C, "e"))

class Raising(dict):
    def __getitem__(self, k):
        if k == "boom": raise ValueError("no " + k)
        return dict.__getitem__(self, k)
    def __setitem__(self, k, v):
        if k == "bad": raise ZeroDivisionError(k)
        dict.__setitem__(self, k, v)
    def __delitem__(self, k):
        if k == "odd": raise KeyError("mine")
        dict.__delitem__(self, k)
class R(type):
    def __prepare__(*a): return Raising()
for body in ("boom", "bad = 1", "odd = 1\n del odd", "del never", "x: int = boom", "def bad(): pass", "class bad: pass", "import sys as bad"):
    try:
        exec(f"class T(metaclass=R):\n {body}", {"R": R})
    except Exception as e:
        print(repr(body), type(e).__name__, e)

class Multi(dict):
    def __setitem__(self, k, v):
        if k in self and not k.startswith("__"): v = (dict.get(self, k), v)
        dict.__setitem__(self, k, v)
class Over(type):
    def __prepare__(*a): return Multi()
class O(metaclass=Over):
    def f(self): return 1
    def f(self): return 2
    x = 1; x = 2; x = 3
print([g(None) for g in O.f], O.x, type(O.__dict__).__name__, type(O()) is O)

class Seen(type):
    def __new__(m, name, bases, ns):
        cls = type.__new__(m, name, bases, ns)
        ns["late"] = 1
        print(sorted(ns), type(ns).__name__, hasattr(cls, "late"))
        return cls
class S(metaclass=Seen):
    def g(self): return __class__
print(S().g() is S)

class Lost(type):
    def __new__(m, name, bases, ns):
        cell = ns.pop("__classcell__", None)
        print("cell taken away:", type(cell).__name__)
        return type.__new__(m, name, bases, ns)
try:
    class L(metaclass=Lost):
        def f(self): return super()
except Exception as e: print(type(e).__name__, str(e).split(" at 0x")[0])
class Wrong(type):
    def __new__(m, name, bases, ns):
        ns["__classcell__"] = 3
        return type.__new__(m, name, bases, ns)
try:
    class W(metaclass=Wrong): pass
except Exception as e: print(type(e).__name__, e)
class Other(type):
    def __new__(m, name, bases, ns):
        type.__new__(m, name, bases, ns)
        return type.__new__(m, name, bases, {})
try:
    class Z(metaclass=Other):
        def f(self): return __class__
except Exception as e: print(type(e).__name__, e)
