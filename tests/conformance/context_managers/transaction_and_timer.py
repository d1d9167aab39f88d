# Nested with statements leave in reverse order and may swallow or replace exceptions.
class Transaction:
    def __init__(self, store):
        self.store = store

    def __enter__(self):
        self.backup = dict(self.store)
        return self.store

    def __exit__(self, kind, value, tb):
        if kind is None:
            print("commit", self.store)
        else:
            print("rollback:", kind.__name__, value)
            self.store.clear()
            self.store.update(self.backup)
        return kind is not None and issubclass(kind, KeyError)


class Trace:
    def __init__(self, name):
        self.name = name

    def __enter__(self):
        print("enter", self.name)
        return self

    def __exit__(self, *info):
        print("exit", self.name, info[0] and info[0].__name__)


store = {"a": 1}
with Transaction(store) as s:
    s["b"] = 2
with Trace("outer"), Transaction(store) as s:
    s["c"] = 3
    s["missing"]
print(store)
try:
    with (
        Trace("one") as one,
        Trace("two"),
        Transaction(store) as s,
    ):
        s.clear()
        raise ValueError("bad")
except ValueError as e:
    print("caught", e, store, one.name)


def early():
    with Trace("early"):
        for i in range(3):
            with Trace(i):
                if i == 1:
                    return "left"


print(early())
try:
    with 5:
        pass
except TypeError as e:
    print(e)
