# Code objects: their attributes, comparison, replace() with bad values, positions and lines, and functions built from them.
import types, sys, inspect, dis, warnings
warnings.simplefilter('ignore', DeprecationWarning)
def f(a, b, /, c, *args, d, e=1, **kw):
    "doc"
    x = a + b
    def g(): return x, c
    return [i for i in args] + [g]
async def co(): pass
async def ag(): yield
def gen(): yield
class C:
    def m(self): return __class__
code = f.__code__
for n in "co_name co_qualname co_argcount co_posonlyargcount co_kwonlyargcount co_nlocals co_varnames co_cellvars co_freevars co_names co_firstlineno co_flags co_stacksize".split():
    v = getattr(code, n); print(n, v)
print(["<" + c.co_qualname + ">" for c in code.co_consts if isinstance(c, types.CodeType)])
for g in (f, co, ag, gen, C.m, lambda: 0):
    c = g.__code__; print(c.co_name, hex(c.co_flags), [n for n in dis.pretty_flags(c.co_flags).split(", ")], c.co_freevars, inspect.iscoroutinefunction(g), inspect.isgeneratorfunction(g), inspect.isasyncgenfunction(g))
same = compile("x = 1\ny = 'a'", "n", "exec"); again = compile("x = 1\ny = 'a'", "n", "exec")
print(same == again, hash(same) == hash(again), same == compile("x = 1\ny = 'a'", "other", "exec"), same == compile("x = 1.0\ny = 'a'", "n", "exec"), same == compile("x = True\ny = 'a'", "n", "exec"), same == compile("\nx = 1\ny = 'a'", "n", "exec"), same != 3, same == same.replace(co_name="q"))
print([p[:2] for p in sorted({q for q in code.co_positions() if q[0]}, key=str)][:3], [l - code.co_firstlineno for _, _, l in code.co_lines() if l][:6])
r = code.replace(co_name="renamed", co_firstlineno=100, co_filename="<other>", co_qualname="Q.renamed")
print(r.co_name, r.co_qualname, r.co_filename, next(l for _, _, l in r.co_lines()), r == code, r.co_code == code.co_code, repr(r).split(" at 0x")[1].split(",", 1)[1])
for kw in ({"co_argcount": -1}, {"co_argcount": "x"}, {"co_nlocals": 1}, {"co_varnames": ("a",)}, {"co_varnames": ["a"]}, {"co_names": (1,)}, {"co_code": "text"}, {"co_code": b"x"}, {"co_consts": [1]}, {"co_flags": -1}, {"co_name": 3}, {"co_filename": b"f"}, {"nope": 1}, {"co_stacksize": 1.5}, {"co_freevars": (1,)}, {"co_cellvars": "ab"}, {"co_linetable": 3}, {"co_exceptiontable": 1}, {"co_firstlineno": -5}, {"co_kwonlyargcount": 99}, {"co_flags": 0}):
    try: v = code.replace(**kw); print(kw, "ok", v.co_name)
    except Exception as e: print(kw, type(e).__name__, e)
for kw in ({}, {"co_name": "z"}):
    import copy
    print(copy.replace(code, **kw).co_name)
for name in ("co_name", "co_code", "co_lnotab"):
    try: setattr(code, name, 1)
    except AttributeError as e: print(name, type(e).__name__, e)
try: types.CodeType()
except TypeError as e: print(e)
try: code.replace(1)
except TypeError as e: print(e)
def host(): return 1
for what in (code, co.__code__, gen.__code__, (lambda: 5).__code__, C.m.__code__, compile("y = 7", "s", "exec"), compile("3 + 4", "s", "eval")):
    try: host.__code__ = what; v = host(); print(what.co_name, type(v).__name__ if not isinstance(v, int) else v, host.__name__)
    except Exception as e: print(what.co_name, type(e).__name__, e)
    if inspect.iscoroutine(v): v.close()
print(eval((lambda: 6).__code__), exec(compile("print('ran')", "s", "eval")))
for bad in (f.__code__, C.m.__code__, (lambda q: q).__code__):
    try: eval(bad)
    except TypeError as e: print(e)
F = types.FunctionType
for args in ((code,), (code, {}, "n", (1,), None), (code, []), (code, {}, 3), (C.m.__code__, {}), (C.m.__code__, {}, None, None, ()), (C.m.__code__, {}, None, None, (1,)), (C.m.__code__, {}, None, None, (types.CellType(5),)), (code, {}, None, [1]), (host.__code__, {}, "named", None, None, {"k": 1})):
    try: v = F(*args); print(v.__name__, v.__defaults__, v.__kwdefaults__, v.__module__, v.__closure__ and v.__closure__[0].cell_contents)
    except Exception as e: print(type(e).__name__, e)
print(F((lambda *, k: k).__code__, {}, kwdefaults={"k": 3})(), type(code.co_code).__name__, code._varname_from_oparg(0))
