# Dictionaries in use: grouping, merging, inverting, views as sets, ordering, removal while listing.
people = [("ann", "red"), ("bob", "blue"), ("cid", "red")]
groups = {}
for name, color in people:
    groups.setdefault(color, []).append(name)
print(groups, {v: k for k, v in people} , dict(people), dict(zip("ab", [1, 2]), c=3))
a, b = {"x": 1, "y": 2}, {"y": 3, "z": 4}
print(a | b, {**b, **a}, a.keys() & b.keys(), sorted(a.keys() | b), sorted(a.items() - b.items()), a.keys() - {"x"})
a |= [("w", 0)]
a.update(b, v=9)
print(a, a.pop("w"), a.pop("none", "default"), a.popitem(), list(a), list(reversed(a)), len(a))
del a["x"]
a["x"] = "moved to the end"
print(a, list(a.values()), ("x", "moved to the end") in a.items(), "q" in a, a.get("q"), a.get("q", 0))
for k in list(a):
    if k != "x":
        del a[k]
print(a, a == {"x": "moved to the end"}, {1: "int"} == {1.0: "int"}, dict.fromkeys("ab", 0), {1: "a", True: "b", 1.0: "c"})
nested = {"a": {"b": {"c": 1}}}
print(nested["a"]["b"]["c"], nested.get("x", {}).get("y"), {(1, 2): "t"}[1, 2], max({"a": 3, "b": 7}.items(), key=lambda i: i[1]))
view = a.keys()
a["new"] = 1
print(view, len(view), a.items(), sorted(a, key=str.lower), bool({}), {} or "empty")
for bad in (lambda: {}["k"], lambda: {[]: 1}, lambda: {}.popitem(), lambda: {}.pop("k"), lambda: dict([1]), lambda: dict(["abc"]),
            lambda: {} < {}, lambda: dict(1), lambda: {"a": 1} | [1], lambda: {}.update(5), lambda: hash({})):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)
try:
    for k in (d := {1: 1}):
        d[k + 1] = 1
except RuntimeError as e:
    print(e)
