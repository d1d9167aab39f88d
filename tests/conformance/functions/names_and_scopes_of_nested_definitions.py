# __qualname__, __module__, co_qualname, repr and mangling of functions, lambdas, comprehensions, classes and methods nested in each other, and after renaming.
import types, sys
def f():
    def g(): return lambda: (lambda: 0)
    class K:
        def m(self):
            def h(): pass
            return h
        l = lambda self: [lambda: 1 for _ in "a"][0]
        class In:
            @classmethod
            def c(cls): return (lambda: cls)
            n = [(lambda: i) for i in "a"]
            ge = (i for i in "a")
        @property
        def p(self): return self.__hidden
        @staticmethod
        def __priv(): return "private"
        def call(self): return self.__priv(), __class__.__priv()
        async def co(self): pass
        def gen(self): yield
        async def ag(self): yield
    return g, K
g, K = f()
for x in (f, g, g(), g()(), K, K.m, K().m(), K.l, K().l(), K.In, K.In.c, K.In.c(), K.In.n[0], K.In.ge, K.p.fget, K._K__priv, K.co, K.gen, K().gen(), K().ag()): print(x.__qualname__, x.__name__, getattr(x, "__module__", "-"), getattr(getattr(x, "__code__", None), "co_qualname", ""))
print(K().call(), K.__module__, repr(K), repr(K.m).split(" at ")[0], repr(K().m).split(" of ")[0], repr(K().gen()).split(" at ")[0])
c = K().co(); print(repr(c).split(" at ")[0], c.__qualname__); c.close()
def glob():
    global outer_name, Cls
    def outer_name(): 
        def inner(): pass
        return inner
    class Cls:
        def m(self): pass
        global method
        def method(self): pass
glob(); print(outer_name.__qualname__, outer_name().__qualname__, Cls.__qualname__, Cls.m.__qualname__, method.__qualname__, method.__code__.co_qualname)
class Q:
    __qualname__ = "Custom.Path"
    def m(self): pass
    q = __qualname__
    __module__ = "elsewhere"
    def n(self): pass
print(Q, Q.__qualname__, Q.m.__qualname__, Q.q, Q.__name__, Q.m.__module__, Q.n.__module__, "__qualname__" in vars(Q))
for bad in (5, None, b"x"):
    try: type("T", (), {"__qualname__": bad})
    except TypeError as e: print(e)
T = type("T", (), {"__qualname__": "A.B", "__module__": "mod", "__doc__": "d"}); print(T, T.__doc__)
T2 = type("Dotted.Name", (), {}); print(T2.__name__, T2.__qualname__, T2)
h = K.m; h.__qualname__ = "renamed"; h.__name__ = "n"; print(h.__qualname__, repr(h).split(" at ")[0], repr(K().m).split(" of ")[0], h.__code__.co_qualname)
try: h(1, 2)
except TypeError as e: print(e)
try: K().m(1)
except TypeError as e: print(e)
class Mangle:
    __a = 1; __b__ = 2; _c = 3; ___d = 4; __e_ = 5
    def __init__(self): self.__x = 1; self.__y__ = 2
    def f(self, __p, *, __k=7):
        __local = __p
        def __inner(): return __local, __k
        try: raise ValueError
        except ValueError as __e: pass
        import sys as __s
        for __i in "a": pass
        [__z for __z in "q"]
        class __C: pass
        self.__dict__["d"] = {__p: 1}
        lambda __q: __q
        return sorted(locals()), __inner(), __C.__name__, __C.__qualname__
    def g(self): return self.__missing
    def h(self): return __undefined
    @staticmethod
    def kw(**k): return k
    def i(self): return self.kw(__z=1), "__lit", f"{self.__x=}"
    def j(self): global __g; __g = 1; return sorted(n for n in globals() if "__g" in n)
class _Lead:
    __x = 1
    def f(self): return self.__x, [n for n in vars(_Lead) if n.endswith("__x")]
class __:
    __y = 2
    def f(self): return [n for n in vars(type(self)) if "y" in n and "init" not in n]
class Uml: 
    __ü = 1
    class __Nest:
        __z = 1
print([n for n in vars(Mangle) if not n.startswith("__") or n == "__b__"], vars(Mangle()), Mangle().f(1), Mangle().i(), Mangle().j(), _Lead().f(), [n for n in vars(Uml) if "Uml" in n], [n for n in vars(Uml._Uml__Nest) if "z" in n])
print(Mangle.f.__code__.co_varnames[:3], Mangle.f.__kwdefaults__, [n for n in vars(__) if "y" in n and len(n) < 5])
for n in ("g", "h"):
    try: getattr(Mangle(), n)()
    except (AttributeError, NameError) as e: print(e)
try: Mangle().f(__p=1)
except TypeError as e: print(e)
print(Mangle().f(_Mangle__p=5)[1])
exec("def made(): pass\nclass Made:\n def m(self): pass", ns := {"__name__": "named"}); print(ns["made"].__module__, ns["Made"].__module__, ns["Made"].m.__qualname__)
exec("def made(): pass\nclass Made: pass", ns := {}); print(ns["made"].__module__, ns["Made"].__module__, ns["Made"])
exec("class Made: pass", ns := {"__name__": 5}); print(ns["Made"].__module__)
lam = lambda: 0; lam.__name__ = "named lambda"; print(lam.__name__, lam.__qualname__, lam.__code__.co_name); d = {"k": lambda: 1}; print(d["k"].__qualname__, (lambda x=lambda: 2: x)().__qualname__, [*map(lambda v: v.__qualname__, [lambda: 0])])
def deco(f): f.__qualname__ += "+"; return f
@deco
@deco
def twice(): pass
print(twice.__qualname__); print(types.FunctionType(f.__code__, {}).__qualname__, types.FunctionType(K.m.__code__, {}, "given").__qualname__, types.FunctionType(f.__code__, {"__name__": "m"}).__module__)
