# PEP 649: annotations are computed when asked for, once.
def say(x): print("eval", x); return x
def f(a: say("a"), *args: say("args"), k: undefined_name = 1, **kw: "str") -> say("ret"): pass
print("defined")
try: f.__annotations__
except NameError as e: print(e)
undefined_name = int
print(f.__annotations__); print(f.__annotations__ is f.__annotations__)
class C:
    x: say("x") = 1
    y: Later
    z: list[int]
    def m(self, o: C) -> Later: pass
class Later: pass
print(list(C.__annotations__), C.__annotations__["y"] is Later, C.m.__annotations__["o"] is C, C.__annotations__["z"], hasattr(C, "y"))
v: say("v") = say("value")
print(__annotate__(1)["v"] if "__annotate__" in globals() else "none", "__annotations__" in globals())
import annotationlib
def g(a: nowhere, b: nowhere.x[int] | None = 1): pass
print(annotationlib.get_annotations(g, format=annotationlib.Format.STRING), type(annotationlib.get_annotations(g, format=annotationlib.Format.FORWARDREF)["a"]).__name__)
try: annotationlib.get_annotations(g)
except NameError as e: print(e)
print(g.__annotate__.__name__, f.__annotate__(1)["k"])
try: f.__annotate__(2)
except NotImplementedError as e: print("not implemented")
g.__annotations__ = {"a": 5}; print(g.__annotations__, g.__annotate__)
del g.__annotations__; print(g.__annotations__)
class D:
    T = int
    a: T
    if True: b: str
    else: c: float
    for _ in range(0): d: int
print(D.__annotations__)
def local():
    q: say("not evaluated")
    w: int = 3
    return locals()
print(local(), (lambda: 0).__annotations__)
class E(C): pass
print(E.__annotations__)
for src in ("def f(a: (yield)): pass", "def f() -> (x := 1): pass", "class A: x: (await y)", "x: (yield) = 1", "def f(): x: (y := 1)"):
    try: compile(src, "<t>", "exec"); print("ok", src)
    except SyntaxError as e: print(src, "->", e.msg)
