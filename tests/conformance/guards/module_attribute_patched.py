# A module's attribute is looked up at each use.
import math, sys, types
def f(x): return math.sqrt(x), math.pi > 3
print(f(4)); real = math.sqrt; math.sqrt = lambda x: "patched"; print(f(4)); math.sqrt = real; print(f(4))
m = types.ModuleType("m"); m.v = 1; sys.modules["m"] = m
def g():
    import m
    return m.v
print(g()); m.v = 2; print(g()); m.__getattr__ = lambda n: "dyn " + n; del m.v; print(g())
sys.modules["m"] = types.SimpleNamespace(v="other"); print(g()); sys.modules["m"] = None
try: g()
except ImportError as e: print(e)
class Mod(types.ModuleType):
    @property
    def v(self): return "prop"
m.__class__ = Mod; print(m.v)
def mid():
    r = [math.floor(2.5)]
    math.floor = lambda x: "mid"
    r.append(math.floor(2.5))
    return r
fl = math.floor; print(mid()); math.floor = fl
import importlib; print(importlib.import_module("math") is math, f(9))
