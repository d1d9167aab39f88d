# Code run with its own __builtins__ finds those and no others.
code = "def f(): return len('abc')\nr = f()"
ns = {"__builtins__": {"len": lambda x: "own"}}
exec(code, ns); print(ns["r"])
ns["__builtins__"]["len"] = lambda x: "own 2"; print(ns["f"]())
for b in ({}, {"len": None}):
    try: exec(code, {"__builtins__": b})
    except (NameError, TypeError) as e: print(type(e).__name__, e)
try: exec("class A: pass", {"__builtins__": {}})
except NameError as e: print(e)
try: exec("import os", {"__builtins__": {}})
except ImportError as e: print(e)
ns = {}; exec("x = 1", ns); print("__builtins__" in ns, type(ns["__builtins__"]).__name__)
import builtins, types
ns = {"__builtins__": builtins}; exec(code, ns); print(ns["r"])
f = types.FunctionType(ns["f"].__code__, {"__builtins__": {"len": lambda x: "new"}}); print(f(), f.__builtins__.keys())
g = ns["f"]; ns["__builtins__"] = {"len": lambda x: "late"}; print(g())
class D(dict):
    def __missing__(self, k): return lambda x: f"missing {k}"
try: print(eval("len('abc')", {"__builtins__": D()}))
except Exception as e: print(type(e).__name__, e)
print(eval("foo", {}, D())(1), eval("[foo for _ in [1]]", {"foo": 3}, {}))
