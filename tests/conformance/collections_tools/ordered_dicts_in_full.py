# OrderedDict compares by order, moves keys to the ends, tells of changes while iterating, and keeps its class through copies and merges.
import copy
import pickle
from collections import OrderedDict

od = OrderedDict.fromkeys("abcd", 0)
od.move_to_end("b"); print(list(od)); od.move_to_end("c", last=False); print(list(od)); od.move_to_end("c", False); od["a"] = 5; print(od)
print(od.popitem(), od.popitem(last=False), od, od.pop("z", "none"), od.pop("d"), list(reversed(od)), list(reversed(od.items())), od.setdefault("n", 1), od)
cases = """
OrderedDict(), OrderedDict(a=1, b=2), OrderedDict([("x", 1), ("y", 2)]), OrderedDict({"a": 1}, b=2), repr(OrderedDict({1: OrderedDict()})), str(OrderedDict())
OrderedDict(5)
OrderedDict({}, {})
OrderedDict(ab=1) == {"ab": 1}, OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), OrderedDict(a=1, b=2) == dict(b=2, a=1), dict(a=1, b=2) == OrderedDict(b=2, a=1), OrderedDict(a=1) != OrderedDict(a=2), OrderedDict() == [], OrderedDict(a=1).items() == {"a": 1}.items()
OrderedDict(a=1) < OrderedDict(a=2)
hash(OrderedDict())
OrderedDict().popitem()
OrderedDict().popitem(last=False)
OrderedDict().pop("x")
OrderedDict().pop("x", default=1), OrderedDict(x=1).pop(key="x")
OrderedDict().pop()
OrderedDict().move_to_end("x")
OrderedDict().move_to_end()
OrderedDict(a=1).move_to_end("a", last="yes"), OrderedDict(a=1).move_to_end(key="a", last=0)
OrderedDict().setdefault("k"), OrderedDict().setdefault("k", default=3), OrderedDict().setdefault(key="k")
OrderedDict()["x"]
OrderedDict.fromkeys("ab"), OrderedDict.fromkeys("ab", value=1), OrderedDict.fromkeys(iterable="a"), type(OrderedDict.fromkeys([])).__name__
OrderedDict.fromkeys(5)
OrderedDict(a=1) | {"b": 2}, {"b": 2} | OrderedDict(a=1), OrderedDict(a=1) | OrderedDict(a=2), type({} | OrderedDict()).__name__
OrderedDict() | [("a", 1)]
OrderedDict(a=1).copy(), type(OrderedDict().copy()).__name__, copy.copy(OrderedDict(a=[])), copy.deepcopy(OrderedDict(a=[1])), OrderedDict(a=1).__reduce__()[:2], list(OrderedDict(a=1).__reduce__()[4])
[pickle.loads(pickle.dumps(OrderedDict(b=1, a=2), p)) for p in range(6)]
list(OrderedDict(a=1).keys()), list(reversed(OrderedDict(a=1, b=2).keys())), OrderedDict(a=1).keys() & {"a"}, OrderedDict(a=1).keys() == {"a"}
OrderedDict.__doc__, bool(OrderedDict()), len(OrderedDict(a=1)), {**OrderedDict(z=1)}, dict(OrderedDict(b=1, a=2)), list(OrderedDict(b=1, a=2)), OrderedDict(a=1).__dict__
OrderedDict(a=1).update(5)
OrderedDict(a=1).__sizeof__() > 0, OrderedDict.__eq__(OrderedDict(), 5), OrderedDict(a=1).__contains__("a")
"""
for source in cases.strip().splitlines():
    try:
        print(source, "->", repr(eval(source)))
    except Exception as e:
        print(source, "->", type(e).__name__, e)
for action in ("od['new'] = 1", "del od['c']", "od['b'] = 9", "od.move_to_end('a')", "od.clear()", "od.popitem()", "od.update(a=2)", "od.pop('a')", "od.setdefault('zz', 1)", "od.move_to_end('d')"):
    od = OrderedDict.fromkeys("abcd")
    it = iter(od)
    next(it)
    exec(action)
    try: print(action, list(it), list(od))
    except RuntimeError as e: print(action, "RuntimeError", list(od))
for statement in ("del od['z']", "od |= [('q', 1)]", "od |= {'a': 2}", "od |= 5", "od.x = 1; od['x'] = 2; print(od.__dict__)", "od['a'] = od", "od.update([('m', 1)], n=2)", "od.__init__(z=1)", "od.clear(); od['b'] = 1"):
    od = OrderedDict(a=1)
    try:
        exec(statement); print(statement, od)
    except Exception as e: print(statement, type(e).__name__, e)


class OD(OrderedDict):
    def __missing__(self, key): return f"no {key}"
    def __setitem__(self, key, value): super().__setitem__(key, ("via", value))
    def __delitem__(self, key): print("del", key); super().__delitem__(key)


o = OD(a=1)
o.tag = "t"
print(o["zz"], o, o.pop("a"), o.setdefault("s", 5), o.popitem(), o.copy(), type(o | {}).__name__, o.pop("missing", None), repr(OD.fromkeys("ab", 1)))
o["k"] = 1
print(copy.copy(o).tag, copy.copy(o), pickle.loads(pickle.dumps(o)), o.__reduce__()[2])
lru = OrderedDict()
for n in (1, 2, 3, 1, 4, 2, 5, 1):
    lru[n] = lru.pop(n, 0) + 1
    if len(lru) > 3: lru.popitem(last=False)
print(lru)
