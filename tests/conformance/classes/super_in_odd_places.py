# super() where it finds no class or no instance, with arguments of its own, in nested functions, comprehensions, static and class methods, and as an object.
class A:
    v = "A.v"
    def f(self, *a): return ["A.f", *a]
    @classmethod
    def c(cls): return "A.c of " + cls.__name__
    @staticmethod
    def s(): return "A.s"
    @property
    def p(self): return "A.p"
    def __getitem__(self, k): return ("A item", k)
    def __len__(self): return 7
    def __call__(self): return "A called"
class B(A):
    def f(self, *a): return ["B.f"] + super().f(*a)
    @classmethod
    def c(cls): return "B.c " + super().c()
    @staticmethod
    def s(): return "B.s " + super(B, B).s()
    @property
    def p(self): return "B.p " + super().p
    def comp(self): return [super(B, self).f(i) for i in range(1)], [super().v for _ in "a"]
    def nested(self):
        def inner(s): return super().f("inner")
        return inner(self)
    def gen(self):
        yield super().v
        yield from (super(B, self).v for _ in "a")
    async def co(self): return super().v
    def implicit(self): return [n for n in dir(super()) if n in ("f", "v")], super().__getitem__(1), super().__len__()
    def ops(self):
        out = []
        for f in (lambda s: s[1], len, lambda s: s(), lambda s: 1 in s, bool, lambda s: s.__thisclass__.__name__, lambda s: s.__self__ is self, lambda s: s.__class__.__name__, lambda s: s.__dict__ is self.__dict__, lambda s: s.nope, lambda s: setattr(s, "v", 1), lambda s: setattr(s, "new", 1), lambda s: delattr(s, "v"), lambda s: hash(s) == hash(s), lambda s: s == s, lambda s: repr(s).split(",")[0], lambda s: s.__doc__ is None):
            try: out.append(f(super()))
            except Exception as e: out.append(f"{type(e).__name__}: {e}")
        return out
b = B()
print(b.f(1), b.c(), B.c(), b.s(), b.p, b.comp(), b.nested(), list(b.gen()), b.implicit()); print(*b.ops(), sep="\n")
try: b.co().send(None)
except StopIteration as e: print(e.value)
def plain(self): return super().f()
def errors():
    def t(name, f):
        try: print(name, f())
        except BaseException as e: print(name, type(e).__name__, e)
    t("no class cell", lambda: plain(b))
    t("no args", lambda: super())
    class NoArgs:
        def f(): return super()
        def g(*a): return super().__init__.__name__
        def h(self): del self; return super()
        def i(self): self = 5; return super()
        def j(self): 
            def k(): return super()
            return k()
        def l(self): return (lambda s: super().__init__.__name__)(self), [super() is not None for _ in "a"]
        def m(self, x):
            class Inner:
                def n(s): return super().__init__.__self__ is s
            return Inner().n()
        def o(self):
            def cell(): return self
            return super().__init__.__self__ is self
        def p(self):
            super = lambda: "local super"; return super()
        x = lambda self: super().__init__.__self__ is self
        try: y = super()
        except RuntimeError as e: y = str(e)
        def q(self, super=int): return super(), __class__.__name__
    n = NoArgs()
    t("f()", NoArgs.f); t("g()", lambda: NoArgs.g()); t("g(n)", lambda: NoArgs.g(n)); t("h", n.h); t("i", n.i); t("j", n.j); t("l", n.l); t("m", lambda: n.m(1)); t("o", n.o); t("p", n.p); t("x", n.x); t("y", lambda: n.y); t("q", n.q); t("wrong self", lambda: NoArgs.o(5)); t("class as self", lambda: NoArgs.o(NoArgs))
    for args in ((1,), (B, 1), (1, b), (B,), (B, b, 3), (A, b), (B, A()), (B, B), (B, A), (type, B), (object, 5), (int, True), (B, None), (None, b)):
        t(f"super{tuple(getattr(a, '__name__', a if not isinstance(a, A) else type(a).__name__ + '()') for a in args)}", lambda: repr(super(*args)).split(" at 0x")[0])
    t("keywords", lambda: super(type=B)); t("object's", lambda: super(object, 5).__str__.__name__)
errors()
class Meta(type):
    def f(cls): return "Meta.f " + cls.__name__
    def __call__(cls, *a): return super().__call__(*a)
    def __getattribute__(cls, n): return super().__getattribute__(n)
class C(metaclass=Meta):
    def g(self): return super().__init__() is None
print(C.f(), C().g(), super(Meta, C).__call__().__class__.__name__)
class Descr:
    def __get__(self, o, t): return ("got", o if o is None or isinstance(o, type) else type(o).__name__, t.__name__)
class D(A): d = Descr()
class E(D):
    def x(self): return super().d
    @classmethod
    def y(cls): return super().d
print(E().x(), E.y(), super(E, E()).d, super(E, E).d)
class Sub(super): extra = 1
s = Sub(B, b); print(s.f(2), type(s).__name__, s.extra if hasattr(s, "extra") else "hidden")
class Proxy:
    def __init__(self, o): self.o = o
    @property
    def __class__(self): return B
print(super(B, Proxy(b)).v)
try: print(super(B, Proxy(b)).f())
except TypeError as e: print(e)
B.__bases__ = (type("Other", (A,), {"f": lambda s, *a: ["Other.f"]}),); print(b.f())
import types
f = types.FunctionType(B.f.__code__, globals(), "f", None, (types.CellType(),))
for cell in (None, 5, B):
    if cell is not None: f.__closure__[0].cell_contents = cell
    try: print(f(b))
    except Exception as e: print(type(e).__name__, e)
