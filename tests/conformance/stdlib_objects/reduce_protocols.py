# copy and pickle follow __reduce_ex__, __getstate__, __setstate__, __getnewargs_ex__, slots and exceptions' arguments.
import copy, pickle, copyreg
class A:
    def __init__(self): self.x = 1
class S:
    __slots__ = ("a", "b", "__weakref__")
class SD(S): __slots__ = ("c", "__dict__")
class N(tuple):
    def __new__(cls, a, b): return super().__new__(cls, (a, b))
    def __getnewargs__(self): return tuple(self)
class K(int):
    def __new__(cls, *, v): return super().__new__(cls, v)
    def __getnewargs_ex__(self): return (), {"v": int(self)}
class G:
    def __getstate__(self): return "state"
    def __setstate__(self, state): self.got = state
class E(Exception):
    def __init__(self, a, b): super().__init__(a); self.b = b
s = SD(); s.a, s.c, s.d = 1, 3, 4
for o in (A(), s, N(1, 2), K(v=5), G()):
    for p in (0, 1, 2, 4):
        try: r = o.__reduce_ex__(p); print(type(o).__name__, p, r[0].__name__, r[1:3] if p > 1 else len(r))
        except TypeError as e: print(type(o).__name__, p, e)
print(s.__getstate__(), A().__getstate__(), object().__getstate__(), [].__getstate__(), N(1, 2).__getstate__())
c = copy.copy(s); print(c.a, hasattr(c, "b"), c.c, c.d)
print(copy.copy(K(v=5)), copy.deepcopy(N([1], 2)), copy.copy(G()).got)
try: copy.copy(E(1, 2))
except TypeError as e: print(e)
e = ValueError("v"); e.note = [1]; f = copy.deepcopy(e); print(f.args, f.note, f.note is not e.note)
for bad in ("x", (), (1,), (print, [], None), (A, (), None, None, None, None, 1), (5, ())):
    class R:
        def __reduce_ex__(self, p): return bad
    for how in (copy.copy, pickle.dumps):
        try: print(type(how(R())).__name__)
        except Exception as e: print(type(e).__name__, str(e).split(" object at")[0])
class Listed(list): pass
l = Listed([1, 2]); l.x = [3]; m = copy.deepcopy(l); print(m, m.x, type(m).__name__, [type(v).__name__ for v in l.__reduce_ex__(2)])
