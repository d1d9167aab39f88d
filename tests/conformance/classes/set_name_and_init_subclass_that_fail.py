# What goes wrong while a class is being finished: errors of __set_name__ get a note, those of __init_subclass__ none, and in which order both run.
import traceback
def show(e):
    print(type(e).__name__, e, getattr(e, "__notes__", None), type(e.__cause__).__name__, type(e.__context__).__name__)

class Fails:
    def __init__(self, error): self.error = error
    def __set_name__(self, owner, name):
        print("named", owner.__name__, name)
        if self.error: raise self.error
try:
    class A:
        first = Fails(None)
        second = Fails(ValueError("bad name"))
        third = Fails(None)
except ValueError as e:
    show(e)
    print(traceback.format_exception_only(e))
class Base:
    def __init_subclass__(cls, **kw):
        print("subclass", cls.__name__, sorted(kw))
        if kw.get("fail"): raise kw["fail"]
try:
    class B(Base, fail=KeyError("k")):
        x = Fails(None)
except KeyError as e: show(e)
print([c.__name__ for c in Base.__subclasses__()])
class Hook:
    __set_name__ = 5
class OnInstance:
    def __init__(self): self.__set_name__ = lambda *a: print("never")
try:
    class C:
        a = OnInstance()
        b = Hook()
except TypeError as e: show(e)
class Adder:
    def __set_name__(self, owner, name):
        setattr(owner, name + "_added", Fails(None))
        if name == "p": delattr(owner, "q")
class D:
    p = Adder()
    q = Adder()
print(sorted(k for k in vars(D) if k[0] in "pq"))
class Asking(type):
    def __getattribute__(cls, name):
        if name == "__set_name__": print("metaclass asked")
        return type.__getattribute__(cls, name)
class Desc(metaclass=Asking):
    def __get__(self, obj, owner=None): print("get"); return 7
    def __set_name__(self, *a): print("set_name", a[1])
class E:
    d = Desc()
print(E.d)
class Implicit:
    def __init_subclass__(cls): print("implicitly a classmethod", cls.__name__, type(Implicit.__dict__["__init_subclass__"]).__name__)
class F(Implicit): pass
def sub(cls): print("assigned later", cls)
Implicit.__init_subclass__ = sub
try:
    class G(Implicit): pass
except TypeError as e: show(e)
Implicit.__init_subclass__ = classmethod(sub)
class H(Implicit):
    def __class_getitem__(cls, k): return (cls.__name__, k)
    def __new__(cls): return type(H.__dict__["__new__"]).__name__
print(H[1, 2], H(), type(H.__dict__["__class_getitem__"]).__name__)
class Static:
    @staticmethod
    def __init_subclass__(*a, **k): print("static", a, k)
class I(Static, word=1): pass
try:
    class J:
        def __init_subclass__(cls, needed): pass
    class K(J): pass
except TypeError as e: show(e)
try:
    class L(J, needed=1, more=2): pass
except TypeError as e: show(e)
type.__setattr__(J, "__init_subclass__", None)
try:
    class N(J): pass
except TypeError as e: show(e)
