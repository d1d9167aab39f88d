# Keywords of a class statement go to __prepare__, __new__, __init__ and __init_subclass__: who must take them away, and what is said when nobody does.
import types

def attempt(what, f):
    try:
        r = f()
        print(what, "->", r if isinstance(r, (str, int, tuple)) else type(r).__name__)
    except Exception as e:
        print(what, "->", type(e).__name__, e)

class Keep(type):
    def __prepare__(name, bases, **kw):          # a plain function: called without a class
        print("prepare", name, kw)
        return {"given": tuple(kw)}
    def __new__(mcs, name, bases, ns, **kw):
        print("new", name, list(ns), kw)
        kw.pop("mine", None)
        return super().__new__(mcs, name, bases, ns, **kw)
    def __init__(cls, name, bases, ns, **kw):
        print("init", name, kw)
        super().__init__(name, bases, ns, **kw)
Keep.__prepare__ = staticmethod(Keep.__prepare__)

class Base(metaclass=Keep):
    def __init_subclass__(cls, /, extra=0, **kw):
        print("subclass", cls.__name__, extra, kw)
        super().__init_subclass__(**kw)

class Child(Base, mine=1, extra=2): pass
print(Child.given)
def bad(): 
    class X(Base, other=3): pass
attempt("left over", bad)
def bad():
    class X(metaclass=type, k=1): pass
attempt("type and a keyword", bad)
def bad():
    class X(Base, **{"metaclass": Keep, "extra": "by mapping"}): return_value = 1
    return X
attempt("metaclass by mapping", bad)
def bad():
    class X(metaclass=Keep, **{"metaclass": type}): pass
attempt("metaclass twice", bad)
attempt("type with keywords", lambda: type("T", (Base,), {}, extra=9, mine=1))
attempt("type of one with keyword", lambda: type(1, x=2))
attempt("type()", lambda: type())
attempt("type(1, 2)", lambda: type(1, 2))
attempt("Keep(1)", lambda: Keep(1))
attempt("type.__init__", lambda: type.__init__(Child, 1, 2))
attempt("type.__init__ kw", lambda: type.__init__(Child, "a", (), {}, z=1))
attempt("object.__init_subclass__", lambda: object.__init_subclass__(1))
attempt("prepare of type", lambda: (type.__prepare__(), type.__prepare__(1, 2, 3, x=4)) == ({}, {}))
class Quiet(type):
    def __prepare__(*args, **kw): return types.MappingProxyType({})
def bad():
    class X(metaclass=Quiet): pass
attempt("a namespace that takes nothing", bad)
class Inst:
    def __call__(self, *a, **k): return ("called", a[0], k)
    def __prepare__(self, *a, **k): print("prepared by instance"); return {}
attempt("an instance as metaclass", lambda: types.new_class("Q", (), {"metaclass": Inst(), "z": 3}))
class X(metaclass=Inst(), z=4): pass
print(X)
