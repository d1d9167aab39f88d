# A mapping behind ** whose keys() has a name twice is refused, as two mappings are.
from collections.abc import Mapping


class MultiDict(Mapping):
    def __init__(self, items):
        self._items = items

    def __iter__(self):
        return (k for k, v in self._items)

    def __getitem__(self, key):
        for k, v in self._items:
            if k == key:
                return v
        raise KeyError(key)

    def __len__(self):
        return len(self._items)

    def keys(self):
        return [k for k, v in self._items]


def g(x, *y, **z):
    print(x, y, sorted(z.items()))


def t(f):
    try:
        f()
    except TypeError as e:
        print(e)


t(lambda: g(**MultiDict([("x", 1), ("y", 2)])))
t(lambda: g(**MultiDict([("x", 1), ("x", 2)])))
t(lambda: g(a=3, **MultiDict([("x", 1), ("x", 2)])))
t(lambda: g(**MultiDict([("a", 3)]), **MultiDict([("x", 1), ("x", 2)])))
t(lambda: g(**MultiDict([("a", 3), ("x", 1)]), **MultiDict([("x", 2)])))
t(lambda: g(x=1, **{"x": 2}))
t(lambda: g(1, **3))
t(lambda: print({**MultiDict([("x", 1), ("x", 2)])}))


class Odd:
    def keys(self):
        return iter(["x", "q"])

    def __getitem__(self, key):
        return key * 2


t(lambda: g(**Odd()))
