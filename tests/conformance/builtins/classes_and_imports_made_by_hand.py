# __build_class__, __import__, compile's parts and the other hooks of statements, called by hand and replaced: what a class statement, an import and an assert really call.
import builtins, sys, types
def attempt(what, f):
    try: print(what, f())
    except Exception as e: print(what, type(e).__name__, e)
def body():
    global_seen.append(sorted(locals()))
global_seen = []
def make(x=1):
    def f():
        a = x
        return "ignored"
    return f
attempt("plain", lambda: __build_class__(lambda: None, "P").__name__)
attempt("bases", lambda: __build_class__(lambda: None, "P", int).__mro__)
attempt("kw", lambda: __build_class__(lambda: None, "P", metaclass=lambda *a, **k: (a, k), z=1))
attempt("optimized body", lambda: sorted(vars(__build_class__(make(), "P"))))
class Real: 
    def __init_subclass__(cls, **k): print("init_subclass", k)
code = compile("x = 1\ndef m(self): return __class__\n", "s", "exec")
attempt("code of a module", lambda: sorted(k for k in vars(__build_class__(types.FunctionType(code, {}), "P")) if k[0] != "_"))
attempt("keyword", lambda: __build_class__(types.FunctionType(code, {}), "P", Real, k=2).x)
for args in ((), (body,), (5, "n"), (body, 5), ("f", "n"), (len, "n"), (body, "n", 5), (body, "n", None), (body, b"n")): attempt(args and [a if isinstance(a, (int, str, bytes, type(None))) else getattr(a, "__name__", a) for a in args], lambda: __build_class__(*args))
attempt("args", lambda: __build_class__(lambda x: 1, "P")); attempt("generator", lambda: __build_class__(lambda: (yield), "P").__name__); attempt("name", lambda: __build_class__(lambda: None, "not an identifier").__qualname__)
log = []
real = builtins.__build_class__
def loud(f, name, *bases, **kw):
    # The library may make classes of its own in between.
    if f.__globals__ is globals(): log.append((name, bases, sorted(kw), f.__name__, f.__qualname__))
    return real(f, name, *bases, **kw)
builtins.__build_class__ = loud
class A(Real, key=1):
    class B: pass
def inner():
    class C[T]: pass
    return C
inner(); types.new_class("Not", ()); type("Neither", (), {})
builtins.__build_class__ = real; print(*log, sep="\n")
for value in (None, 5, lambda *a: "anything"):
    builtins.__build_class__ = value
    try:
        class D: pass
        r = D
    except Exception as e: r = f"{type(e).__name__} {e}"
    finally: builtins.__build_class__ = real
    print(r)
del builtins.__build_class__
try:
    class E: pass
except NameError as e: print(e)
finally: builtins.__build_class__ = real
log.clear(); imp = builtins.__import__
def spy(name, globals=None, locals=None, fromlist=(), level=0): log.append((name, globals is not None and globals.get("__name__"), locals is globals or type(locals).__name__, fromlist, level)); return imp(name, globals, locals, fromlist, level)
builtins.__import__ = spy
import math
import os.path as p, sys as s
from math import pi, e as ee
from os.path import *
def f():
    import json.decoder
    from json import loads
    return json.__name__
f()
class K: from math import tau
try: from .rel import x
except ImportError as err: print(err)
exec("import math", {"__name__": "given"}); __import__("math"); builtins.__import__ = imp; print(*[l for l in log if l[1] in ("__main__", "given", False)], sep="\n")
builtins.__import__ = lambda *a: "made up"
import whatever.at.all; import other as o2
print(whatever, o2)
try: from whatever import upper, nothing
except ImportError as err: print(err)
builtins.__import__ = imp; print("upper" in globals(), upper())
builtins.__import__ = None
try: import math
except TypeError as err: print(err)
del builtins.__import__
try: import math
except ImportError as err: print(err)
builtins.__import__ = imp
for src, g in (("import math", {"__builtins__": {}}), ("class C: pass", {"__builtins__": {}}), ("print(1)", {"__builtins__": {}}), ("import q; r = q", {"__builtins__": {"__import__": lambda *a: a[0]}}), ("from q import upper; r = upper()", {"__builtins__": {"__import__": lambda *a: "text"}}), ("assert 0", {"__builtins__": {}}), ("[*range(3)]", {"__builtins__": {}}), ("f'{x!r:>3}'", {"__builtins__": {}, "x": 1}), ("with x: pass", {"__builtins__": {}, "x": 1}), ("def f(): yield\nr = [i for i in f()]", {"__builtins__": {}}), ("try: x\nexcept NameError: pass", {"__builtins__": {}}), ("type X = int", {"__builtins__": {}}), ("r = __debug__, None, True, ...", {"__builtins__": {}}), ("x: int = 1; r = __annotate__.__name__", {"__builtins__": {}}), ("match 1:\n case int(): pass", {"__builtins__": {}}), ("raise ValueError", {"__builtins__": {}}), ("super", {"__builtins__": {}}), ("global z; z = 5; r = z", {"__builtins__": {}})):
    try: exec(src, g); print(repr(src), g.get("r"))
    except BaseException as err: print(repr(src), type(err).__name__, err)
print(sys.modules["builtins"] is builtins, __builtins__ is builtins, builtins.__name__, builtins.open is open)
builtins.added = "by name"; print(added); del builtins.added
try: added
except NameError as err: print(err)
