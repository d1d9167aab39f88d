# Views and iterators of OrderedDict have names of their own, and subclasses see some of what happens: code that tells
# classes apart, and mixins that count, rely on it.
from collections import OrderedDict

od = OrderedDict(a=1, b=2, c=3)
for view in (od.keys(), od.values(), od.items()):
    print(type(view), [c.__name__ for c in type(view).__mro__], view, type(iter(view)), type(reversed(view)), list(reversed(view)))
    print([n for n in dir(view) if not n.startswith("__")], len(view), view.mapping, isinstance(view, type({}.keys())))
print(type(iter(od)), type(reversed(od)), iter(od).__reduce__(), reversed(od.items()).__reduce__())
print(od.keys() & {"a"}, od.keys() == {"a", "b", "c"}, ("a", 1) in od.items(), hasattr(iter(od), "__length_hint__"))
for kind in (type(iter(od)), type(od.keys())):
    try:
        print(kind())
    except TypeError as e:
        print(e)


def attempt(action):
    try:
        print("  ", repr(action()))
    except Exception as e:
        print("  ", type(e).__name__, e)


class Loud(OrderedDict):
    def __getitem__(self, key):
        print("   get", key)
        return super().__getitem__(key)

    def __setitem__(self, key, value):
        print("   set", key, value)
        super().__setitem__(key, value)

    def __delitem__(self, key):
        print("   del", key)
        super().__delitem__(key)

    def __missing__(self, key):
        return "missing " + key


loud = Loud(a=1)
loud["b"] = 2
print("-- loud")
for action in (lambda: loud["zz"], lambda: loud.pop("a"), lambda: loud.pop("q", 1), lambda: loud.setdefault("n", 5), lambda: loud.update(m=1),
               lambda: loud.move_to_end("n"), lambda: loud, lambda: loud.copy(), lambda: type(loud.copy()), lambda: list(loud.items()),
               lambda: loud == OrderedDict(b=2, m=1, n=5), lambda: loud == {"n": 5, "m": 1, "b": 2}, lambda: Loud.fromkeys("ab", 0),
               lambda: loud | {"x": 1}, lambda: {"x": 1} | loud, lambda: loud.get("b"), lambda: loud.popitem(), lambda: loud.clear(), lambda: loud):
    attempt(action)


class Hidden(OrderedDict):
    def keys(self):
        return ["shown"]

    def __getitem__(self, key):
        return key.upper()


print("-- hidden")
hidden = Hidden(x=1, y=2)
for action in (lambda: hidden, lambda: dict(hidden), lambda: list(hidden), lambda: hidden.copy(), lambda: list(hidden.values()), lambda: len(hidden)):
    attempt(action)

print("-- changed while one looks")


def grow():
    for key in od:
        od["new" + key] = 1


def shrink():
    for key in od:
        del od[key]


def values_only():
    for key in od:
        od[key] = 0
    return list(od.values())


for change in (values_only, grow, shrink):
    od = OrderedDict.fromkeys("abcdef")
    attempt(change)
od = OrderedDict.fromkeys("abc")
for action in (lambda: od.popitem(last=False), lambda: OrderedDict().popitem(), lambda: od.move_to_end("x"), lambda: od.move_to_end("c", last=False),
               lambda: od, lambda: OrderedDict(1), lambda: OrderedDict({}, {}), lambda: od.update(1, 2), lambda: od.pop("nope"), lambda: od.__dict__,
               lambda: OrderedDict.__ior__(od, [(5, 6)]), lambda: od | [(1, 2)], lambda: type(od | {}), lambda: type({} | od), lambda: hash(od)):
    attempt(action)
