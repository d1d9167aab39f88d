# Views of keys and items are sets: algebra with any iterable, comparisons with sets only, live, and with the refusals of each.
d = {"a": 1, "b": 2, "c": 3}
e = {"b": 2, "c": 30, "d": 4}
k, i, v = d.keys(), d.items(), d.values()


def s(x):
    return sorted(x, key=repr) if isinstance(x, (set, frozenset)) else x


for op in "&|-^":
    for right in ("e.keys()", "['b', 'z', 'b']", "'abz'", "set('ab')", "frozenset('bx')", "e", "()", "(x for x in 'cq')", "5", "None", "[[]]"):
        for source in (f"k {op} {right}", f"{right} {op} k"):
            try:
                result = eval(source)
                print(source, type(result).__name__, s(result), end="; ")
            except Exception as x:
                print(source, type(x).__name__, x, end="; ")
    print()
for source in """s(i & e.items()), s(i - e.items()), s(i ^ e.items()), s(i | [("z", 0)]), s(i & [("a", 1), ("b", [])])
i & [["a", 1]]
i | [[]]
k == {"a", "b", "c"}, k == frozenset("abc"), k == ["a", "b", "c"], k == {"a": 0, "b": 0, "c": 0}.keys(), k == d, i == {("a", 1), ("b", 2), ("c", 3)}, k == "abc", k != {"a"}, v == v, v == d.values(), i == d.items(), k == i
k < {"a", "b", "c", "d"}, k <= {"a", "b", "c"}, k > {"a"}, k >= set(), k < k, i >= {("a", 1)}, k < e.keys(), {"a"} < k, {"a", "b", "c"} == k, frozenset("abcd") > k
k < ["a", "b", "c", "d"]
k < d
v < v
v & v
v | []
i < [("a", 1)]
k.isdisjoint("xyz"), k.isdisjoint(["a"]), i.isdisjoint({("a", 2): 0}), k.isdisjoint(k), {}.keys().isdisjoint(k), k.isdisjoint({})
k.isdisjoint(5)
k.isdisjoint([[]])
i.isdisjoint([["a"]])
v.isdisjoint([])
"a" in k, [] in v, ("a", 1) in i, ("a", 1.0) in i, ["a", 1] in i, ("a",) in i, ("z", 1) in i, 1 in v, ("a", 1, 2) in i
[] in k
([], 1) in i
len(k), len(i), len(v), list(reversed(k)), list(reversed(i)), list(reversed(v)), k.mapping, type(v.mapping).__name__, i.mapping["a"]
k.mapping is d, repr(k), repr(i), repr(v), str({}.keys()), repr({1: {}.keys()}.values()), hash(v) is not None
hash(k)
hash(i)
k[0]
k.add("x")
k.copy()
type(k)()
type(k)({})
k & k == k, k | k == k, k ^ k, k - k, s(k & "cba"), list(k & ["c", "a"]) in (["a", "c"], ["c", "a"])
min(k), max(v), sum(v), sorted(i, key=lambda p: -p[1]), any(v), all(v), dict(i) == d, list(map(str, k)), {**dict.fromkeys(k)}, [*k, *v], max(i)""".splitlines():
    try:
        print(source, "->", eval(source))
    except Exception as x:
        print(source, "->", type(x).__name__, x)
d["d"] = 4; del d["a"]
print(k, i, v, len(k), "d" in k, s(k - e.keys()), s(i & e.items()))
k2 = d.keys()
k2 |= {"new"}
print(type(k2).__name__, s(k2), k)
keys = iter(k)
next(keys); d["b"] = 20; print(next(keys)); d["x"] = 1
try: next(keys)
except RuntimeError as x: print(x)
try: next(keys)
except RuntimeError as x: print(x)
for action in ("d.pop('x')", "d.popitem()", "d.clear()", "d.update(q=1)", "d.setdefault('r')"):
    d.update(x=1, y=2)
    try:
        for n, key in enumerate(d.items()):
            eval(action) if n == 0 else None
        print(action, "quiet")
    except RuntimeError as x:
        print(action, x)
