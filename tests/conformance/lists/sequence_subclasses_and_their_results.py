# Subclasses of list and tuple: which operations answer with the base class, which call overrides, and what construction and copies keep.
import copy
import json
import pickle


class L(list):
    def __init__(self, *a, tag=None): super().__init__(*a); self.tag = tag
    def append(self, x): super().append(("appended", x))
    def __len__(self): return 99
    def __iter__(self): return iter("iter")
    def __getitem__(self, i): return f"item {i}"
    def __contains__(self, x): return x == "magic"
    def __eq__(self, o): return "eq"
    def __add__(self, o): return "add"
    def __setitem__(self, i, v): print("set", i, v)
    def __delitem__(self, i): print("del", i)


class T(tuple):
    def __new__(cls, it=(), tag=None): self = super().__new__(cls, it); self.tag = tag; return self
    def __len__(self): return 77
    def __iter__(self): return iter("it")
    def __getitem__(self, i): return f"item {i}"
    def __eq__(self, o): return "eq"
    def __hash__(self): return 5
    def __add__(self, o): return "add"
    def __repr__(self): return "T!"


class PL(list): pass
class PT(tuple): pass


l, t, pl, pt = L([1, 2, 3], tag="t"), T([1, 2, 3], tag="t"), PL([3, 1, 2]), PT([3, 1, 2])
cases = """
len(l), list(l), [*l], tuple(l), sorted(l), list(reversed(l)), l[0], l[0:1], 1 in l, "magic" in l, l == 5, l + 1, [0] + l, l * 2, repr(l), str(l), bool(l), l.index(2), l.count(3), l.copy(), type(l.copy()).__name__, l.tag, max(l), ",".join(l), dict.fromkeys(l), [1, 2, 3] == l, (lambda *a: a)(*l), list(zip(l)), list(map(str, l)), sum([[9], l], [])
l.append(4), l.extend([5]), l.insert(0, "x"), l.pop(), l.remove(1), l.reverse(), l.sort(key=str), repr(l), list.__len__(l), list.__getitem__(l, 0), list(list.__iter__(l)), l.clear(), repr(l)
json.dumps(L([1])), json.dumps(PT([1])), json.dumps(T([1])), [].__add__(pl), [] + pl, type(pl + []).__name__, type(pl * 2).__name__, type(pl[:]).__name__, type(2 * pl).__name__, type(pl.copy()).__name__, type(copy.copy(pl)).__name__, type(copy.deepcopy(pl)).__name__, type(pickle.loads(pickle.dumps(pl))).__name__, pl == [3, 1, 2], pl < [4], sorted(pl), PL("ab"), PL(), PL(pl) is pl
(x := PL([1])).__iadd__([2]), x, type(x).__name__, x.__imul__(2), type(x).__name__
len(t), list(t), tuple(t), t[0], t[0:2], t == 5, hash(t), t + (1,), (0,) + t, t * 2, repr(t), str(t), f"{t}", "%s %s %s" % t, "%s" % (t,), t.index(2), t.count(1), bool(t), {t: 1}.get(t), t.tag, tuple.__len__(t), tuple.__repr__(t), tuple.__getitem__(t, 1), list(tuple.__iter__(t)), isinstance(t, tuple), max(t), (1, 2, 3) == t, (lambda *a: a)(*t), [*t]
type(pt + ()).__name__, type(pt * 1).__name__, type(pt[:]).__name__, type(() + pt).__name__, tuple(pt) == pt, tuple(pt) is pt, type(tuple(pt)).__name__, PT(pt) is pt, PT("ab"), type(copy.copy(pt)).__name__, type(copy.deepcopy(pt)).__name__, type(pickle.loads(pickle.dumps(pt))).__name__, pt == (3, 1, 2), hash(pt) == hash((3, 1, 2)), {pt: 1}[(3, 1, 2)], sorted(pt), pt < (4,), pt.__getnewargs__(), type(pt.__getnewargs__()[0]).__name__
copy.copy(l).tag, type(copy.copy(l)).__name__, pickle.loads(pickle.dumps(pt)), copy.copy(t).tag, pickle.loads(pickle.dumps(t)).tag, pl.__reduce_ex__(2)[1:3], pt.__reduce_ex__(2)[1], vars(l), pt.__class__.__mro__[1]
L(1)
L([1], x=2)
PL([1], [2])
PL(x=1)
PT([1], [2])
PT(x=1)
T(5)
tuple.__new__(PT, [1]), tuple.__new__(tuple, "ab"), list.__new__(PL, [1, 2])
tuple.__new__(list, [1])
list.__new__(tuple)
tuple.__new__(5)
"""
for source in cases.strip().splitlines():
    try:
        print(source, "->", repr(eval(source)))
    except Exception as e:
        print(source, "->", type(e).__name__, e)
l = L([1, 2, 3])
l[0] = 5; del l[1]; l += [9]; print(list.__repr__(l)); l *= 1; print(type(l).__name__)
for x in l: print(x, end=" ")
a, b, *c = l; print(a, b, c)
match pl:
    case [x, y, z]: print("list", x, y, z)
match t:
    case [x, *y]: print("tuple", x, y)
match l:
    case [x, y, z]: print("no")
    case [*everything]: print(len(everything))
m = PL([1, [2]]); m.me = m; m.append(m); d = copy.deepcopy(m); print(d.me is d, d[2] is d, d[1] is m[1], type(d).__name__, repr(m))
