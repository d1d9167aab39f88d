# Subjects are evaluated once; guards run after binding; names stay bound after failure.
def say(x): print("say", x); return x
match say(3):
    case 1 if say("no"): pass
    case n if say(n > 5): print("big")
    case n if say(n < 5): print("small", n)
class Seq:
    def __len__(self): print("len"); return 2
    def __getitem__(self, i):
        print("get", i)
        if i > 1: raise IndexError
        return i
import collections.abc
collections.abc.Sequence.register(Seq)
match Seq():
    case [a]: print("one")
    case [0, 2]: print("no")
    case [x, y]: print(x, y)
class Map(dict):
    def get(self, k, d=None): print("get", k); return super().get(k, d)
    def keys(self): print("keys"); return super().keys()
match Map(a=1, b=2):
    case {"a": 2}: print("no")
    case {"a": 1, "c": _}: print("no")
    case {"a": x, **rest}: print(x, rest)
class Eq:
    def __eq__(self, o): print("eq", o); return o == 2
match Eq():
    case 1 | 2 | 3: print("two")
def f(v):
    match v:
        case [1, x, 3]: return x
        case {"a": {"b": [_, {"c": c}]}}: return c
        case [[a, b], *c] | {"p": [a, b], "q": c}: return a, b, c
        case _ if v is None: return "none"
    return "fell out", locals().get("x")
print(f([1, 2, 3]), f({"a": {"b": [0, {"c": 9}]}}), f([[1, 2], 3]), f({"p": "x"}), f({"p": [4, 5], "q": 6}), f(None), f([1, 7, 4]))
from collections import defaultdict
d = defaultdict(list)
match d:
    case {"missing": []}: print("no")
    case _: print("not created", dict(d))
for p in [(0, 0), (0, 5), (5, 0), (5, 5)]:
    match p:
        case (0, 0): print("origin")
        case (0, y) | (y, 0): print("axis", y)
        case (x, y): print(x, y)
