# Function objects carry their metadata; some of it can be replaced.
def f(a: int, b=1) -> str:
    "doc"
    return a, b
print(f.__name__, f.__qualname__, f.__doc__, f.__module__, f.__annotations__, f.__defaults__, f.__closure__, f.__dict__, f.__type_params__)
f.x = 1; f.__name__ = "renamed"; f.__doc__ = None; print(f.x, vars(f), f.__name__, f.__qualname__, f.__doc__, f.__get__, sep="|") if False else print(f.x, vars(f), f.__name__, f.__qualname__, f.__doc__)
def g(a, b=5): return a * b
f.__code__ = g.__code__; print(f(3), f.__name__)
def outer():
    x = 1
    def inner(): return x
    return inner
try: f.__code__ = outer().__code__
except ValueError as e: print(e)
for n, v in (("__name__", 1), ("__qualname__", None), ("__defaults__", 1), ("__kwdefaults__", 1), ("__code__", 1), ("__dict__", 1), ("__closure__", None), ("__globals__", {}), ("__annotations__", 1)):
    try: setattr(f, n, v); print("set", n)
    except (TypeError, AttributeError) as e: print(type(e).__name__, e)
del f.x
try: f.x
except AttributeError as e: print(e)
print((lambda: 0).__name__, outer().__qualname__, outer().__closure__[0].cell_contents, type(f).__name__, callable(f), C.m.__qualname__ if (C := type("C", (), {"m": f})) else 0)
c = g.__code__
print(c.co_name, c.co_varnames, c.co_argcount, c.co_nlocals, c.co_flags & 3, c.co_freevars, c.co_firstlineno, c.co_consts[:1], c == c.replace(), c.replace(co_name="q").co_name)
def doc():
    """First.

        Indented.
    """
print(repr(doc.__doc__), (lambda: "not doc").__doc__)
import types
new = types.FunctionType(g.__code__, {}, "made", (7,)); print(new(2), new.__name__)
def setup(): setup.n = getattr(setup, "n", 0) + 1; return setup.n
print(setup(), setup())
