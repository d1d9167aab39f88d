# Bases that are no classes give the classes to use; subscripts of classes ask __class_getitem__ before the metaclass' __getitem__.
class Base: pass
class Stand:
    def __init__(self, *given): self.given = given
    def __mro_entries__(self, bases): print("entries", len(bases)); return self.given
class A(Stand(Base), Stand()): pass
print(A.__bases__, A.__orig_bases__[1].given, A.__mro__)
class Wrong(Stand()): __mro_entries__ = 5
for what in (lambda: type("X", (Stand(Base),), {}), lambda: len(Wrong.__orig_bases__)):
    try: print(what())
    except Exception as e: print(type(e).__name__, e)
class NoTuple:
    def __mro_entries__(self, bases): return [Base]
try:
    class X(NoTuple()): pass
except TypeError as e: print(e)
import types
print(types.resolve_bases((Stand(Base), int)), types.get_original_bases(A)[1].given)
class G:
    def __class_getitem__(cls, item): return cls.__name__, item
class H(G): pass
print(G[1], H[1, 2], H[:, None])
class M(type):
    def __getitem__(cls, item): return "meta", item
class K(G, metaclass=M): pass
print(K["x"])
class Plain: pass
for what in (lambda: Plain[1], lambda: G()[1], lambda: int[1]):
    try: print(what())
    except TypeError as e: print(e)
class S:
    __class_getitem__ = staticmethod(lambda item: ("static", item))
class O:
    __class_getitem__ = None
print(S[3])
try: O[1]
except TypeError as e: print(e)
