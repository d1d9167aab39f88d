# Annotations of variables: which targets, what is evaluated and stored, in which scopes; names that only an annotation makes local; conditional ones.
log = []
def t(x): log.append(x); return x
class Box:
    def __getitem__(self, k): log.append(("get", k)); return self
    def __setitem__(self, k, v): log.append(("set", k, v))
box = Box()
a: t("a") = t(1)
(b): t("b") = t(2)
box.attr: t("attr") = t(3)
box[t("key")]: t("item") = t(4)
box[t("only key")]: t("never")
box.nothing: t("never either")
(c): t("c")
d: t("d")
print(log, sorted(k for k in "abcd" if k in globals())); log.clear()
import __main__
try: __annotations__
except NameError as e: print(e)
print(__main__.__annotations__, log); log.clear()
print(__annotate__(1), log); log.clear()
def f():
    x: t("never") = 1
    y: nowhere
    try: y
    except UnboundLocalError as e: print(e)
    box[t("in function")]: undefined
    print(x, f.__annotations__, "__annotate__" in dir(f)); return log
print(f()); log.clear()
class C:
    one: t("one") = 1
    if False:
        two: int
    else:
        three: str
    for i in range(2):
        four: i = i
    __mangled: int
    def __init__(self): self.five: t("never") = 5
    five: "later"
    try: six
    except NameError as e: print(e)
    else: pass
    six: one
print(log, C.__annotations__); log.clear()
print(C().five, C._C__mangled if hasattr(C, "_C__mangled") else "no value", C.__annotations__["six"])
if True:
    cond: int = 1
if not True:
    never: str = 2
print(sorted(__annotate__(1)))
ns = {}
exec("x: int = 1\nif x == 2: y: str\nwhile x < 3:\n    z: x\n    x += 1", ns)
print(ns["__annotate__"](1), ns["__annotate__"].__module__ if "__module__" in dir(ns["__annotate__"]) else None, ns["__conditional_annotations__"] if "__conditional_annotations__" in ns else "no set")
for source in ("x: int = yield", "def f(): x: (yield) = 1", "x: (y := 1)", "x: await z", "async def f(): x: await z", "(x, y): int", "x, y: int", "[x]: int", "(x): int = 1, 2", "x: int = *a, b", "x: *a", "f(): int", "x + 1: int", "*x: int", "lambda x: int = 1", "def f(x: (yield)): pass", "def f(): global x; x: int", "x: int; global x", "def f(x):\n nonlocal x", "x: int += 1", "def f(*args: *Ts): pass", "def f(a: *Ts): pass", "None: int", "__debug__: int", "x.__debug__: int", "(x.y): int", "'a': int", "class C:\n global x\n x: int", "def f():\n  nonlocal_ = 1\n  def g():\n    nonlocal nonlocal_\n    nonlocal_: int", "class C:\n x: [(yield)]", "def f() -> (yield): pass", "x: [a async for a in b]", "x: [y for y in (z := 1)]", "x: lambda: (yield)"):
    try: compile(source, "s", "exec"); print(repr(source), "compiles")
    except SyntaxError as e: print(repr(source), e.msg, e.lineno, e.offset, e.end_offset)
class K:
    x: T
    T = int
print(K.__annotations__)
class L:
    def m(self, v: V) -> W: ...
    V = 3
W = "global"
print(L.m.__annotations__)
def outer(P):
    class In:
        z: P
        Q = 1
        def n(self, w: P): ...
    return In
I = outer("closed over"); print(I.__annotations__, I.n.__annotations__, I.__annotate__.__closure__ is not None)
K.__annotations__["added"] = 1; print(K.__annotations__); del K.__annotations__
try: print(K.__annotations__, K.__annotate__)
except AttributeError as e: print(e)
