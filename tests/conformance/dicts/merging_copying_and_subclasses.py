# Where a dict takes its pairs from: keys() and [], pairs, keywords; what |, |=, copy, fromkeys and update make of subclasses.
class Keys:
    def __init__(self, keys): self.k = keys
    def keys(self): return self.k
    def __getitem__(self, key): return f"<{key}>"


class NoGet:
    def keys(self): return ["a"]


class D(dict):
    def __init__(self, *a, **k):
        super().__init__(*a, **k)
        self.made = True
    def __setitem__(self, key, value): super().__setitem__(key, ("set", value))
    def __getitem__(self, key): return "got"
    def keys(self): return ["k", *super().keys()]
    def __iter__(self): return iter(["iter"])
    def __missing__(self, key): return f"missing {key}"


class Plain(dict):
    pass


class Short(Plain):
    def __or__(self, other): return "or"
    def __ror__(self, other): return "ror"
    def __ior__(self, other): return "ior"


cases = """
dict([("a", 1), ["b", 2], "cd", {1, 2}.__class__([3, 4]) and (5, 6)]), dict({"a": 1}, a=2), dict([("a", 1)], b=2), dict(a=1), dict(Keys("xy")), dict(zip("ab", [1, 2])), dict(iter([(1, 2)])), dict({}.items())
dict(5)
dict(None)
dict([1])
dict([(1,)])
dict([(1, 2, 3)])
dict(["a"])
dict("ab")
dict([[]])
dict([([], 1)])
dict([None])
dict(NoGet())
dict(Keys(5))
dict(Keys([[]]))
dict({}, {})
dict(**{1: 2})
dict(**Keys("ab")), {**Keys("ab"), "a": 1}
dict(**5)
{**5}
{**[]}
dict(self=1, iterable=2)
{}.update(5)
{}.update([(1, 2)], [(3, 4)])
{}.update([1, 2])
{}.update(None)
{}.update(), {}.update({}, x=1)
{"a": 1} | {"b": 2}, {"a": 1} | {"a": 2}, {} | Plain(a=1), Plain(a=1) | {"b": 2}, type(Plain() | {}).__name__, type({} | Plain()).__name__, {"a": 1} | Short(b=2), Short() | {}
{} | [("a", 1)]
[] | {}
{} | Keys("a")
{} | None
dict.__or__({}, []), dict.__ror__({"a": 1}, {"b": 2}), dict.__ior__({}, [("a", 1)])
dict.fromkeys("abca"), dict.fromkeys("ab", 5), dict.fromkeys([], 1), dict.fromkeys(range(2), []), dict.fromkeys({"x": 1}), Plain.fromkeys("ab"), type(Plain.fromkeys("a")).__name__, {}.fromkeys("z"), D.fromkeys("ab", 1).made
dict.fromkeys()
dict.fromkeys(5)
dict.fromkeys([[]])
dict.fromkeys("a", value=1)
D(a=1)["a"], D(a=1).get("a"), D(a=1).items(), dict(D(a=1)), {**D(a=1)}, D(a=1).copy(), type(D().copy()).__name__, list(D(a=1)), len(D(a=1)), "a" in D(a=1), D(a=1).pop("a"), D(a=1).setdefault("b", 2), repr(D(a=1)), D(a=1) == {"a": 1}
type(Plain(a=1).copy()).__name__, type(Plain() | Plain()).__name__, Plain(a=1) == {"a": 1}, dict(Plain(a=1)), {**Plain(a=1)}, list(reversed(Plain(a=1, b=2)))
Plain()["x"]
D()["x"], dict.__getitem__(D(), "x"), D().get("x")
dict.__getitem__({}, "x")
{}.pop("x")
{}.pop()
{}.pop("x", 1, 2)
{}.pop("x", default=1)
{}.popitem()
{}.popitem(1)
{}.get()
{}.get(1, 2, 3)
{}.get(1, default=2)
{}.setdefault()
{}.copy(1)
{}.clear(1)
{}.keys(1)
{(1, 2): 3}[1, 2], {None: 1}[None], {1: "a", True: "b", 1.0: "c"}, {0: "x"}[False], {-1: 1, -2: 2}[-2], {"": 1}[""]
{}[(1, [2])]
{}[1, 2]
{}["a'b"]
list(reversed({1: 2, 3: 4})), list(reversed({1: 2, 3: 4}.items())), list(reversed({})), next(reversed({1: 2}.values())), reversed({1: 2}).__length_hint__(), iter({1: 2}).__length_hint__()
"""
for source in cases.strip().splitlines():
    try:
        print(source, "->", repr(eval(source)))
    except Exception as e:
        print(source, "->", type(e).__name__, str(e).partition(" object at")[0], getattr(e, "__notes__", ""))
for statement in ("d |= [('z', 1)]", "d |= 'ab'", "d |= ['pq']", "d |= 5", "d |= Keys('mn')", "d |= {}", "d |= d", "d |= Short(s=1)", "p |= [('z', 1)]", "s |= {}", "s |= 5", "d.update(Keys('x'), y=1)", "d.update(D(b=5))", "d.update([('a', 0)], a=9)", "d.update(d)", "d['n'] = d", "d.update(zip('ab', 'cd'))", "d |= ((k, k) for k in 'uv')", "d |= [(1, 2), 3]", "d.update([(3, 4), (5,)])", "e = d; d |= {7: 8}; d = d is e", "e = d; d = d | {7: 8}; d = d is e", "del d['zz']", "del d[[]]", "del d['a'], d['b']; d['a'] = 1", "d[[]] = 1", "d.x = 1", "p.x = 1; d = p.__dict__", "d = p.copy(); p['new'] = 1"):
    d, p, s = {"a": 1, "b": 2}, Plain(k=1), Short()
    try:
        exec(statement)
        print(statement, "->", d, p, s)
    except Exception as e:
        print(statement, "->", type(e).__name__, e, d)
