# Abstract methods of every descriptor kind, update_abstractmethods, registration, __subclasshook__ with its cache, and what instantiation says.
import abc, functools
from abc import ABC, ABCMeta, abstractmethod
def attempt(what, f):
    try: print(what, f())
    except Exception as e: print(what, type(e).__name__, e)
class Shape(ABC):
    @abstractmethod
    def area(self): return "default area"
    @property
    @abstractmethod
    def name(self): ...
    @classmethod
    @abstractmethod
    def make(cls): ...
    @staticmethod
    @abstractmethod
    def help(): return "static"
    @functools.singledispatchmethod
    @abstractmethod
    def disp(self, x): ...
    plain = property(abstractmethod(lambda self: 1), lambda self, v: None)
print(sorted(Shape.__abstractmethods__), Shape.__flags__ >> 20 & 1, Shape.help(), Shape.area.__isabstractmethod__, Shape.name.__isabstractmethod__, Shape.__dict__["make"].__isabstractmethod__)
attempt("Shape()", Shape)
class One(ABC):
    @abstractmethod
    def f(self): ...
attempt("One()", One)
class Half(Shape):
    area = 1; name = None
    @classmethod
    def make(cls): return cls
attempt("Half", lambda: sorted(Half.__abstractmethods__)); attempt("Half()", Half)
class Full(Half):
    def help(): pass
    disp = plain = 5
attempt("Full", lambda: (type(Full()).__name__, Full.__abstractmethods__))
class Sup(One):
    def f(self): return super().f()
attempt("super", lambda: Sup().f())
class Late(One): pass
attempt("Late()", Late); Late.f = lambda self: 1; attempt("still", Late); print(abc.update_abstractmethods(Late) is Late); attempt("now", lambda: Late().f())
del Late.f; abc.update_abstractmethods(Late); attempt("again", Late)
attempt("not an ABC", lambda: abc.update_abstractmethods(int) is int)
class Plain:
    @abstractmethod
    def f(self): ...
attempt("no metaclass", lambda: type(Plain()).__name__)
class Exc(Exception, ABC):
    @abstractmethod
    def f(self): ...
attempt("builtin base", lambda: type(Exc()).__name__)
class IntLike(int, metaclass=ABCMeta):
    @abstractmethod
    def f(self): ...
attempt("int base", lambda: IntLike(3) + 1)
attempt("object.__new__", lambda: object.__new__(One)); attempt("list.__new__", lambda: list.__new__(type("L", (list, One), {})))
class Reg(ABC): pass
@Reg.register
class V: pass
class Child(V): pass
print(issubclass(V, Reg), isinstance(V(), Reg), issubclass(Child, Reg), Reg in V.__mro__, Reg.register(int), isinstance(True, Reg), abc.get_cache_token() == abc.get_cache_token())
before = abc.get_cache_token(); Reg.register(float); print(abc.get_cache_token() == before); Reg.register(float); print(isinstance(1.5, Reg))
for bad in (5, "x", Reg, None): attempt("register", lambda: Reg.register(bad) is bad)
class Sub(Reg): pass
attempt("circle", lambda: Sub.register(Reg))
log = []
class Hook(ABC):
    @classmethod
    def __subclasshook__(cls, c):
        log.append(c.__name__)
        if cls is not Hook: return NotImplemented
        if "bad" in c.__dict__: return 5
        return True if any("quack" in b.__dict__ for b in c.__mro__) else NotImplemented
class Duck:
    def quack(self): pass
class Goose: bad = 1
class Cow: pass
print(issubclass(Duck, Hook), isinstance(Duck(), Hook), issubclass(Duck, Hook), issubclass(Cow, Hook), isinstance(Cow(), Hook), log); log.clear()
attempt("bad hook", lambda: issubclass(Goose, Hook))
Cow.quack = 1; print(issubclass(Cow, Hook), log); Hook.register(type("Other", (), {})); print(issubclass(Cow, Hook), log)
class HookSub(Hook): pass
print(issubclass(Duck, HookSub), issubclass(HookSub, Hook))
attempt("not a class", lambda: issubclass(5, Hook)); attempt("isinstance with class", lambda: isinstance(5, Hook))
class Lies:
    @property
    def __class__(self): return Duck
print(isinstance(Lies(), Hook), isinstance(Lies(), Duck), issubclass(type(Lies()), Hook))
class M(ABCMeta):
    def __instancecheck__(cls, o): return o == 1 or super().__instancecheck__(o)
class Own(metaclass=M): pass
print(isinstance(1, Own), isinstance(2, Own), isinstance(Own(), Own))
from collections.abc import *
class Sized_: __len__ = None
class Hsh: __hash__ = None
class It: __iter__ = lambda s: iter(())
class Coll(It):
    __len__ = lambda s: 0
    __contains__ = lambda s, x: False
print(*[(c.__name__, [k for k in (Sized, Hashable, Iterable, Collection, Container, Iterator, Callable, Reversible) if issubclass(c, k)][0:5].__len__()) for c in (Sized_, Hsh, It, Coll, list, int, type(iter("")), type(len))])
for c in (Mapping, MutableSequence, Set, Generator, Coroutine, AsyncIterator, Buffer, ByteString if "ByteString" in globals() else Sequence): attempt(c.__name__, c)
