# __code__, code.replace, __defaults__, __kwdefaults__ and types.FunctionType: what they accept and what calls see.
import types
def f(a, b=2, *args, c, d=4, **kw): return a, b, args, c, d, kw
def g(x): return ("g", x)
c = f.__code__
print(c.co_argcount, c.co_kwonlyargcount, c.co_posonlyargcount, c.co_varnames, c.co_names, c.co_freevars, c.co_cellvars, c.co_name, c.co_qualname, c.co_flags, c.co_nlocals)
f2 = types.FunctionType(c, globals(), "renamed", (9,)); print(f2.__name__, f2.__defaults__, f2.__kwdefaults__, f2.__closure__)
try: f2(1)
except TypeError as e: print(e)
f2.__kwdefaults__ = {"c": 3}; 
try: print(f2(1))
except TypeError as e: print(e)
f2.__kwdefaults__ = {"c": 3, "d": 5}; print(f2(1), f2(1, c=0))
h = g.__code__; n = h.replace(co_name="new", co_qualname="Q.new"); print(n.co_name, n.co_qualname, n == h, h.replace() == h, hash(h.replace()) == hash(h))
g.__code__ = n; print(g.__name__, g(1))
try: g()
except TypeError as e: print(e)
def outer():
    v = 1
    def inner(): return v
    def other(): return v + 1
    def none(): return 0
    return inner, other, none
inner, other, none = outer()
for target, code in ((inner, none.__code__), (none, inner.__code__), (inner, other.__code__), (inner, 5), (inner, None)):
    try: target.__code__ = code; print("set", target())
    except Exception as e: print(type(e).__name__, e)
for name, value in (("__defaults__", [1]), ("__defaults__", 5), ("__defaults__", (1,)), ("__defaults__", None), ("__kwdefaults__", []), ("__kwdefaults__", {}), ("__kwdefaults__", None), ("__name__", 5), ("__name__", "k"), ("__qualname__", None), ("__qualname__", "a.b"), ("__dict__", 5), ("__dict__", {"z": 1}), ("__globals__", {}), ("__closure__", ()), ("__doc__", 5), ("__module__", 5), ("__annotations__", 5), ("__annotations__", {"x": int}), ("__builtins__", {}), ("__type_params__", ()), ("__type_params__", 5)):
    def k(x): "doc"
    try: setattr(k, name, value); print(name, getattr(k, name))
    except Exception as e: print(name, type(e).__name__, e)
for name in ("__code__", "__defaults__", "__kwdefaults__", "__name__", "__dict__", "__doc__", "__annotations__", "__closure__", "__module__"):
    def k(x=1, *, y=2): "doc"
    try: delattr(k, name); print("deleted", name, getattr(k, name))
    except Exception as e: print(name, type(e).__name__, e)
for args in ((), (5, {}), (c,), (c, 5), (inner.__code__, {}), (inner.__code__, {}, "n", None, ()), (inner.__code__, {}, "n", None, (5,)), (inner.__code__, {}, "n", None, (types.CellType(8),)), (h, {}, 5), (h, {}, "n", 5), (h, {}, None, None, (types.CellType(),)), (h, {}, None, (1,), None, {"q": 1})):
    try:
        r = types.FunctionType(*args); print(r.__name__, r.__closure__ and len(r.__closure__))
    except Exception as e: print(type(e).__name__, e)
print(types.FunctionType(inner.__code__, {}, closure=(types.CellType(8),))())
for kw in ({"co_name": 5}, {"co_argcount": -1}, {"co_consts": [1]}, {"co_varnames": ("a",)}, {"co_code": "x"}, {"co_filename": 5}):
    try: h.replace(**kw); print("ok")
    except Exception as e: print(type(e).__name__, e)
print(h.replace(co_filename="elsewhere").co_filename, h.replace(co_firstlineno=77).co_firstlineno)
print(inner.__closure__[0].cell_contents); inner.__closure__[0].cell_contents = 50; print(inner(), other())
del inner.__closure__[0].cell_contents
try: inner()
except NameError as e: print(e)
print(types.CellType(1) < types.CellType(2), types.CellType() < types.CellType(1), types.CellType(1) == types.CellType(1))
