# __init_subclass__ gets keywords; __set_name__ runs in order when the class exists.
class Base:
    subs = []
    def __init_subclass__(cls, /, tag=None, **kw):
        super().__init_subclass__(**kw)
        cls.tag = tag; Base.subs.append(cls.__name__)
class A(Base, tag="x"): pass
class B(A): pass
print(Base.subs, A.tag, B.tag)
try:
    class C(Base, other=1): pass
except TypeError as e: print(e)
try:
    class D(k=1): pass
except TypeError as e: print(e)
class Field:
    def __set_name__(self, owner, name): print("set_name", owner.__name__, name); self.name = name
class E(Base):
    f = Field(); g = Field()
E.late = Field(); print(hasattr(E.late, "name"))
class BadField:
    def __set_name__(self, o, n): raise ValueError("bad")
try:
    class F: b = BadField()
except ValueError as e: print(repr(e), e.__notes__)
class G:
    def __class_getitem__(cls, item): return f"{cls.__name__}[{item}]"
class H(G): pass
print(G[1], H[int, str])
try: A[1]
except TypeError as e: print(e)
try: A()[1]
except TypeError as e: print(e)
class I:
    def __init_subclass__(cls): print("I", cls.__name__)
class J:
    def __init_subclass__(cls): print("J", cls.__name__); super().__init_subclass__()
class K(J, I): pass
class Proxy:
    def __mro_entries__(self, bases): print("bases", len(bases)); return (A,)
class L(Proxy()): pass
print(L.__mro__[1].__name__, L.__orig_bases__[0].__class__.__name__)
