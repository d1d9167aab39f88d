# abc: abstract instantiation, registration, subclass hooks, collections.abc mixins.
from abc import *
import collections.abc as ca
class A(ABC):
    @abstractmethod
    def f(self): return "base"
    @property
    @abstractmethod
    def p(self): ...
    @classmethod
    def __subclasshook__(cls, c): return True if hasattr(c, "hook") else NotImplemented
class B(A):
    def f(self): return super().f() + "+"
class C(B): p = 1
class H: hook = 1
class R: pass
A.register(R)
print(C().f(), C().p, sorted(A.__abstractmethods__), sorted(B.__abstractmethods__), isinstance(R(), A), issubclass(H, A), isinstance(5, A))
class One(ABC):
    @abstractmethod
    def only(self): pass
for f in (lambda: A(), lambda: B(), lambda: One(), lambda: ca.Sequence(), lambda: type("S", (ca.MutableMapping,), {})(), lambda: A.register(5), lambda: ca.Iterable[int], lambda: ca.Callable[[int], str]):
    try: print(f())
    except TypeError as e: print(e)
class Seq(ca.Sequence):
    def __init__(self, *a): self.a = a
    def __len__(self): return len(self.a)
    def __getitem__(self, i): return self.a[i]
s = Seq(1, 2, 3, 2); print(2 in s, s.index(3), s.count(2), list(reversed(s)), list(s), isinstance(s, ca.Iterable))
class M(ca.MutableMapping):
    def __init__(self): self.d = {}
    def __getitem__(self, k): return self.d[k]
    def __setitem__(self, k, v): self.d[k] = v
    def __delitem__(self, k): del self.d[k]
    def __iter__(self): return iter(self.d)
    def __len__(self): return len(self.d)
m = M(); m.update(a=1); m.setdefault("b", 2); print(m.pop("a"), dict(m), m == {"b": 2}, m.get("z", 0), list(m.items()), "b" in m, m.popitem(), len(m))
class S(ca.Set):
    def __init__(self, it=()): self.s = sorted(set(it))
    def __contains__(self, x): return x in self.s
    def __iter__(self): return iter(self.s)
    def __len__(self): return len(self.s)
print((S([1, 2]) | S([3])).s, (S([1, 2]) & [2]).s, S([1]) <= S([1, 2]), S([1]) == {1}, S([1]).isdisjoint([2]))
for o in ([], (), {}, set(), "", b"", range(1), iter([]), (x for x in []), len, int, 5, None): print(type(o).__name__, [n for n in ("Hashable", "Iterable", "Iterator", "Sized", "Container", "Callable", "Sequence", "MutableSequence", "Mapping", "Set", "Generator", "Reversible", "Collection") if isinstance(o, getattr(ca, n))])
