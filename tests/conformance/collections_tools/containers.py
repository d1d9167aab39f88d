# deque, Counter, OrderedDict, defaultdict, namedtuple, ChainMap.
from collections import *
d = deque([1, 2, 3], maxlen=3); d.append(4); d.appendleft(0); d.rotate(1); print(d, d.maxlen, d[0], d.pop(), d.popleft(), len(d), deque("ab") + deque("c"), deque([1]) * 2, d == deque([0]), 2 in d)
d.extend([5, 6]); d.extendleft([7]); d.reverse(); d.insert(1, "i") if d.maxlen is None else None; print(d, d.index(5), d.count(6), d.copy()); d.remove(5); print(d); d.clear(); print(d, bool(d))
c = Counter("hello"); c.update("ll"); print(c, c["z"], c.most_common(2), c.total(), sorted(c.elements()), c - Counter("l"), c & Counter("lll"), c | Counter("zz"), +Counter(a=-1, b=2), Counter(a=1) == Counter(a=1, b=0), c.subtract("o"), c["o"])
o = OrderedDict(a=1, b=2, c=3); o.move_to_end("a"); o.move_to_end("c", last=False); print(o, o.popitem(last=False), list(reversed(o)), o == {"a": 1, "b": 2}, OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1))
dd = defaultdict(list); dd["x"].append(1); dd["y"]; print(dd, dd.get("z"), dd.default_factory, "z" in dd, defaultdict(int, a=1) | {"b": 2})
P = namedtuple("P", "x y z", defaults=[0]); p = P(1, 2); print(p, p.x, p[1], p._replace(x=9), p._asdict(), P._fields, P._field_defaults, P._make([4, 5, 6]), p == (1, 2, 0), [*p], P.__doc__, p.__match_args__)
m = ChainMap({"a": 1}, {"a": 2, "b": 3}); m["c"] = 4; print(m["a"], m["b"], dict(m), m.maps[0], m.new_child({"a": 0})["a"], m.parents, len(m), m)
for f in (lambda: deque().pop(), lambda: deque([1])[5], lambda: deque([1]).remove(2), lambda: deque(5), lambda: deque([], -1), lambda: deque([], "a"), lambda: o.move_to_end("q"), lambda: OrderedDict().popitem(), lambda: defaultdict(5), lambda: defaultdict()["k"], lambda: namedtuple("A", "a a"), lambda: namedtuple("A", "class"), lambda: namedtuple("A", "_x"), lambda: namedtuple("A", ["a", "class", "_b"], rename=True)._fields, lambda: P(), lambda: P(1, 2, 3, 4), lambda: P._make([1]), lambda: p._replace(q=1), lambda: setattr(p, "x", 1), lambda: m["zz"], lambda: m.pop("b"), lambda: deque([1, 2], maxlen=2).insert(0, 1), lambda: Counter(5), lambda: deque().index(1), lambda: hash(deque())):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
it = iter(dq := deque([1, 2])); next(it); dq.append(3)
try: next(it)
except RuntimeError as e: print(e)
print(UserDict(a=1), UserList([1]) + [2], UserString("ab").upper(), isinstance(P(1, 2), tuple))
