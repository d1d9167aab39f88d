# The wording of wrong calls.
import warnings
warnings.simplefilter("ignore")
def f0(): pass
def f1(a): pass
def f2(a, b): pass
def f3(a, b, c=1): pass
def p(a, b, /): pass
def k(*, x, y): pass
def k1(a, *, x): pass
def v(a, *args): pass
def kw(a, **kws): pass
class C:
    def __init__(self, a): pass
    def m(self): pass
    @classmethod
    def c(cls, z): pass
    @staticmethod
    def s(q): pass
c = C(1)
for src in ("f0(1)", "f0(1, 2)", "f0(x=1)", "f1()", "f1(1, 2)", "f1(1, a=2)", "f1(b=1)", "f2()", "f2(1)", "f2(1, 2, 3)", "f3()", "f3(1)", "f3(1, 2, 3, 4)", "p(1)", "p(1, b=2)", "p(a=1, b=2)", "p()", "k()", "k(x=1)", "k(1)", "k(1, x=1, y=2)", "k1()", "k1(1)", "k1(1, 2, x=3)", "k1(1, 2)", "v()", "kw()", "kw(1, 2)", "kw(1, a=2)",
            "C()", "C(1, 2)", "c.m(1)", "C.m()", "C.c()", "c.s()", "c.s(1, 2)", "f1(*5)", "f1(**5)", "f1(*[1], **{'a': 1})", "f1(**{'a': 1}, **{'a': 2})", "f1(**{1: 2})", "kw(1, **{2: 3})", "None()", "c()", "'a'()", "f2(a=1)", "f2(1, c=3)", "f3(1, 2, d=4)", "kw(**{'a': 1}, a=2)", "f1(a=1, **{'a': 2})", "(lambda x: x)()", "(lambda: 0)(1)", "f2(1, aa=3)", "f2(1, B=3)", "print(*1)", "f0(*[1])", "f2(*[1], *[2], *[3])", "k(x=1, y=2, zz=3)", "k(x=1, y=2, X=3)"):
    try: eval(src); print(src, "ok")
    except TypeError as e: print(src, "->", e)
