# Functions, methods, cells and code objects made through the types module: what each constructor takes, refuses, and what may be changed later.
import types
from types import CellType, CodeType, FunctionType, MethodType


def f(a, b=2, /, c=3, *args, d, e=5, **kw):
    "doc of f"
    return a, b, c, args, d, e, kw


def outer(x):
    def inner(): return x
    return inner


g = outer(10)
cases = """
FunctionType(f.__code__, {})(1, 2, 3, d=4), FunctionType(f.__code__, {}, "name").__name__, FunctionType(f.__code__, {}, argdefs=(8, 9))(1, d=0), FunctionType(g.__code__, {}, closure=(CellType(7),))(), FunctionType(f.__code__, globals(), kwdefaults={"d": 1})(0), FunctionType(f.__code__, {}).__module__, FunctionType(f.__code__, {"__name__": "m"}).__module__, FunctionType(f.__code__, {}).__doc__, FunctionType(f.__code__, {}).__defaults__, FunctionType(f.__code__, {}).__qualname__
FunctionType()
FunctionType(5, {})
FunctionType(f.__code__, 5)
FunctionType(f.__code__)
FunctionType(f.__code__, {}, 5)
FunctionType(f.__code__, {}, None, 5)
FunctionType(g.__code__, {})
FunctionType(g.__code__, {}, closure=(5,))
FunctionType(g.__code__, {}, closure=())
FunctionType(f.__code__, {}, closure=(CellType(1),))
FunctionType(f.__code__, {}, kwdefaults=5)
FunctionType(f.__code__, {}, x=1)
g.__closure__[0].cell_contents, g.__closure__[0] == CellType(10), CellType(1) < CellType(2), CellType() < CellType(1), CellType() == CellType(), bool(CellType())
CellType(1) < 5
hash(CellType(1))
g.__closure__[1]
f.__code__.co_varnames, f.__code__.co_argcount, f.__code__.co_posonlyargcount, f.__code__.co_kwonlyargcount, f.__code__.co_flags & 15, f.__code__.co_name, f.__code__.co_qualname, f.__code__.co_names, f.__code__.co_freevars, g.__code__.co_freevars, outer.__code__.co_cellvars, f.__code__.co_nlocals, f.__code__.co_consts[0]
f.__code__.replace(co_name="z").co_name, FunctionType(f.__code__.replace(co_name="q", co_qualname="Q.q"), {}).__qualname__, f.__code__.replace() == f.__code__, f.__code__ == outer.__code__, hash(f.__code__) == hash(f.__code__.replace()), f.__code__.replace(co_firstlineno=99).co_firstlineno
f.__code__.replace(x=1)
f.__code__.replace(co_name=5)
f.__code__.replace(co_argcount=-1)
f.__code__.replace(1)
CodeType()
MethodType(f, 1).__func__ is f, MethodType(f, 1).__self__, MethodType(f, 1)(d=4)[0], MethodType(f, 1).__name__, MethodType(f, 1).__doc__, MethodType(f, 1) == MethodType(f, 1), MethodType(f, 1) == MethodType(f, 2), hash(MethodType(f, f)) == hash(MethodType(f, f)), MethodType(MethodType(f, 2), 1)(d=0)[:2], MethodType(f, 1).__get__(5).__self__, MethodType(f, 1).__reduce__()[1][1]
MethodType(f, 1).x
MethodType(f, 1)()
f(1)
f(a=1, d=2)
f(1, b=2, d=3)
f()
f(1, 2, 3, 4, 5, d=6, z=7), f(*[1], **{"d": 2}), f(1, d=2, a=3) if 0 else f(1, d=2, **{"b": 9}), f.__get__(5)(d=1)[0], f.__get__(None, int) is f, f.__kwdefaults__, f.__defaults__, f.__annotations__, f.__type_params__, f.__builtins__ is not None
f.__get__()
f.__get__(None)
f.__get__(None, None)
"""
for source in cases.strip().splitlines():
    try:
        print(source, "->", repr(eval(source)))
    except Exception as e:
        print(source, "->", type(e).__name__, e)
for statement in """f.__defaults__ = (1, 2, 3); print(f(d=0))
f.__defaults__ = 5
f.__defaults__ = None; f(1, d=2)
f.__kwdefaults__ = {"d": 7}; print(f(0)[4])
f.__kwdefaults__ = 5
f.__kwdefaults__ = None; f(1, d=2)
f.__code__ = outer.__code__; print(f(1)())
f.__code__ = g.__code__
f.__code__ = 5
del f.__code__
f.__name__ = "n"; f.__qualname__ = "Q"; print(f.__name__, repr(f).split()[1])
f.__name__ = 5
f.__qualname__ = None
del f.__name__
f.__doc__ = 5; print(f.__doc__); del f.__doc__; print(f.__doc__)
f.__dict__ = {"a": 1}; print(f.a, f.__dict__)
f.__dict__ = 5
del f.__dict__
f.__annotations__ = {"x": int}; print(f.__annotations__)
f.__annotations__ = 5
del f.__annotations__; print(f.__annotations__)
f.__globals__ = {}
f.__closure__ = ()
f.__module__ = "m"; print(f.__module__); del f.__module__; print(f.__module__)
f.__type_params__ = 5
f.__type_params__ = (int,); print(f.__type_params__)
f.attr = 1; print(f.attr, vars(f)); del f.attr; f.attr
g.__closure__[0].cell_contents = 20; print(g()); del g.__closure__[0].cell_contents; g()
MethodType(f, 1).attr = 5
MethodType(f, 1).__self__ = 5
f.__code__.co_name = "x"
class X(FunctionType): pass
class X(MethodType): pass
class X(CodeType): pass
class X(CellType): pass""".splitlines():
    def f(a, b=2, /, c=3, *args, d, e=5, **kw): return a, b, c, args, d, e, kw
    g = outer(10)
    try: exec(statement); print(statement[:34], "done")
    except Exception as e: print(statement[:34], type(e).__name__, e)
