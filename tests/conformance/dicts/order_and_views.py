# Dicts keep insertion order; views are live and set-like.
d = {"b": 1, "a": 2}
k, v, it = d.keys(), d.values(), d.items()
d["c"] = 3; d["b"] = 9
print(d, k, v, it, len(k), list(reversed(d)), list(reversed(d.items())))
del d["b"]; d["b"] = 0
print(list(k), list(d), ("a", 2) in it, 3 in v, "z" in k, k & {"a", "z"}, sorted(k | {"z"}), k - {"a"} == {"c", "b"}, sorted(k ^ {"a", "q"}), k == {"a", "b", "c"}, k.isdisjoint("xy"), k <= {"a", "b", "c", "d"}, it == {("a", 2), ("c", 3), ("b", 0)})
print(d.pop("a"), d.popitem(), d.setdefault("n", []), d.setdefault("c", 1), d.get("zz"), d.get("zz", 0), d.pop("zz", "def"), d)
d.update(x=1); d.update([("y", 2), "zw"]); d.update({"c": 0}, q=5); print(d)
print(dict(a=1), dict([(1, 2)]), dict({1: 2}, b=3), dict(zip("ab", [1, 2])), dict.fromkeys("ab"), dict.fromkeys([1], []), {1: 2} | {1: 3, 2: 4}, d.copy() == d, {**d, "x": 0}["x"])
e = {}; e |= [("a", 1)]; e |= {"b": 2}; print(e, e.mapping if hasattr(e, "mapping") else e.keys().mapping)
for f in (lambda: {}["x"], lambda: {}[1, 2], lambda: {}.pop("x"), lambda: {}.popitem(), lambda: {[]: 1}, lambda: dict(1), lambda: dict([1]), lambda: dict([(1, 2, 3)]), lambda: dict(["a"]), lambda: {} < {}, lambda: {} + {}, lambda: {} | [], lambda: dict.fromkeys(1), lambda: {}.update(1), lambda: {}.get(), lambda: {}.setdefault([], 1), lambda: {}.has_key, lambda: dict(**{1: 2}), lambda: {1} | [1], lambda: dict({}, {}), lambda: hash({}), lambda: {}.items().add):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
