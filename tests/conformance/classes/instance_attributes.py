# Instance dict, class attributes and methods: which one wins, and what stays.
class A:
    x = "class"
    def m(self): return "method"
a = A()
print(a.x, a.__dict__); a.x = "inst"; print(a.x, A.x, vars(a)); del a.x; print(a.x)
a.m = lambda: "shadow"; print(a.m(), A.m(a)); del a.m; print(a.m())
a.__dict__["y"] = 1; print(a.y, dir(a)[-3:]); a.__dict__ = {"z": 5}; print(a.z, hasattr(a, "y"))
try: a.__dict__ = 5
except TypeError as e: print(e)
try: del a.q
except AttributeError as e: print(e)
A.late = 7; print(a.late); A.m = lambda self: "patched"; print(a.m())
b = A(); b.__class__ = type("B", (A,), {"m": lambda self: "B.m"}); print(b.m(), type(b).__name__)
try: b.__class__ = int
except TypeError as e: print(e)
try: b.__class__ = 5
except TypeError as e: print(e)
for i in range(50): setattr(a, f"attr{i}", i)
print(sum(getattr(a, f"attr{i}") for i in range(50)), len(vars(a)), list(vars(a))[:3])
for i in range(0, 50, 2): delattr(a, f"attr{i}")
print(len(vars(a)), a.attr49, getattr(a, "attr2", None)); setattr(a, "not an identifier", 1); print(getattr(a, "not an identifier"))
class P: pass
p1, p2 = P(), P(); p1.a, p1.b = 1, 2; p2.b, p2.a = 3, 4
print(vars(p1), vars(p2), [(p.a, p.b) for p in (p1, p2)])
bound = a.m; print(bound.__self__ is a, bound.__func__ is A.m, a.m is a.m, a.m == a.m, bound())
for f in (lambda: setattr(a, 1, 2), lambda: getattr(a, 1), lambda: getattr(a), lambda: hasattr(a, None)):
    try: print(f())
    except TypeError as e: print(e)
