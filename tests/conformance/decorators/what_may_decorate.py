# Decorators that return other things, fail, decorate twice, and stand on methods of every kind; classmethod, staticmethod, property and functools wrappers around each other.
import functools
log = []
def t(x): log.append(x); return x
def tag(n): log.append("make " + n); return lambda f: (log.append(f"apply {n} to {getattr(f, '__name__', type(f).__name__)}"), f)[1]
@tag("outer")
@tag("inner")
class C:
    @tag("a")
    @staticmethod
    @tag("b")
    def s(): return "s"
    @classmethod
    @tag("c")
    def c(cls): return cls.__name__
    @property
    @tag("d")
    def p(self): return "p"
    @p.setter
    @tag("e")
    def p(self, v): self.__dict__["p"] = v
    @(lambda f: f() if callable(f) else f)
    def value(): return 42
    @(lambda f: print("decorating", f.__qualname__))
    def printed(): pass
    @int
    @str
    @len
    @list
    @(lambda f: "abc")
    def chained(): pass
    @type("Deco", (), {"__call__": lambda self, f: ("instance", f.__name__)})()
    def inst(): pass
    @functools.cache
    def cached(self): log.append("computed"); return 1
    @functools.cached_property
    def cp(self): log.append("cp"); return [1]
    @functools.singledispatchmethod
    def sd(self, x): return "any"
    @sd.register
    def _(self, x: int): return "int"
    @sd.register(str)
    @classmethod
    def _(cls, x): return "str of " + cls.__name__
    @functools.partialmethod
    def pm(*a, **k): return len(a)
print(*log, sep="\n"); log.clear()
c = C(); print(c.s(), C.c(), c.p, C.value, C.chained, C.inst, c.cached(), c.cached(), c.cp is c.cp, c.sd(1), c.sd("a"), c.sd([]), C.pm.__name__ if hasattr(C.pm, "__name__") else type(C.pm).__name__, log); log.clear()
for src in ("@nope\ndef f(): t('never')", "@t\n@nope\ndef f(a=t('default')): pass", "@(lambda f: 1 / 0)\ndef f(): pass", "@5\ndef f(): pass", "@None\nclass f: t('body')", "@'text'\ndef f(): pass", "@t('x')\ndef f(): pass", "@lambda: 1\ndef f(): pass", "@(yield_ := t)\ndef f(): pass", "@t if 1 else 2\ndef f(): pass", "@[t][0]\ndef f(): pass", "@{'k': t}['k']\ndef f(): pass", "@t\nasync def f(): pass", "@t\ndef f[T](): pass", "@t\nclass f[T]: pass", "@staticmethod\ndef f(): return 1\nf = f()", "@classmethod\ndef f(c): pass\nf()", "@property\ndef f(): return 1\nf()", "@t\nx = 1", "@t\nlambda: 1", "@t; def f(): pass", "@t def f(): pass", "@\ndef f(): pass", "@t\n\n\ndef f(): pass", "@t # comment\n# another\ndef f(): pass", "@t\n@t", "@t\nif 1: pass", "@t,\ndef f(): pass", "@t, t\ndef f(): pass", "@*t\ndef f(): pass", "@t = 1\ndef f(): pass", "@t()()()\ndef f(): pass", "@not t\ndef f(): pass", "@-t\ndef f(): pass", "@await t\ndef f(): pass", "@(await t)\nasync def f(): pass", "@t.a.b[0](1).c\ndef f(): pass", "@t\n  def f(): pass", "def g():\n @t\n def f(): pass\n return f\nf = g()", "class f:\n @t\n def m(self): pass", "@t\n@staticmethod\n@t\ndef f(): pass"):
    ns = {"t": t}
    try: exec(src, ns); r = ns.get("f", "unbound"); r = r if isinstance(r, (int, str)) else type(r).__name__
    except SyntaxError as e: r = f"{type(e).__name__}: {e.msg} {e.lineno} {e.offset}"
    except Exception as e: r = f"{type(e).__name__}: {e}"
    print(repr(src), r, [x if isinstance(x, str) else type(x).__name__ for x in log]); log.clear()
def wraps_check():
    def base(a, b=1) -> int: "doc of base"
    base.attr = 5; base.__annotations__["x"] = str
    @functools.wraps(base)
    def w(*a): "own doc"
    @functools.wraps(base, assigned=("__doc__",), updated=())
    def v(*a): pass
    @functools.wraps(len)
    def l(): pass
    @functools.wraps(C)
    def k(): pass
    return [(f.__name__, f.__doc__ if f is not l else "len doc", f.__qualname__, getattr(f, "attr", None), f.__wrapped__ is base, getattr(f, "__annotations__", None) if f is not l else 0) for f in (w, v, l)], k.__name__, sorted(n for n in vars(k) if n in ("s", "c", "p", "__wrapped__"))
print(wraps_check())
try: functools.update_wrapper(5, len)
except AttributeError as e: print(e)
def counting(f):
    @functools.wraps(f)
    def inner(*a, **k): inner.calls += 1; return f(*a, **k)
    inner.calls = 0; return inner
@counting
@counting
def twice(x): return x
twice(1); twice(2); print(twice.calls, twice.__wrapped__.calls, twice.__wrapped__.__wrapped__.__name__, twice.__qualname__)
class Bound:
    def __init__(self, f): self.f = f
    def __get__(self, o, t=None): return functools.partial(self.f, o if o is not None else t.__name__)
    def __set_name__(self, owner, name): log.append((owner.__name__, name, self.f.__name__))
class D:
    @Bound
    def m(self, x): return (type(self).__name__ if not isinstance(self, str) else self, x)
    alias = m
print(D().m(1), D.m(2), D().alias(3), log)
for a, b in ((classmethod, property), (staticmethod, classmethod), (property, classmethod), (classmethod, staticmethod), (staticmethod, property), (classmethod, classmethod), (staticmethod, staticmethod), (property, property)):
    X = type("X", (), {"x": a(b(lambda *s: len(s)))})
    for o in (X, X()):
        try: r = o.x; r = r() if callable(r) else r; print(a.__name__, b.__name__, r if isinstance(r, int) else type(r).__name__)
        except Exception as e: print(a.__name__, b.__name__, type(e).__name__, e)
