# The order of a dict is that of the first insertion, whatever was replaced, deleted, merged or popped in between.
d = dict(a=1, b=2, c=3)
d["a"] = 10; print(list(d.items()))
del d["a"]; d["a"] = 11; print(list(d.items()))
d.update(b=20, z=26); print(list(d.items()))
d.setdefault("c", 0); d.setdefault("y", 25); print(list(d))
print(d.popitem(), d.pop("b"), list(d))
print(list({**d, "b": 1, "c": 5}), list({"z": 0} | d), list(d | {"z": 0}), list(reversed(d)))
for k in list(d): d[k.upper()] = d.pop(k)
print(d)
d = {i: None for i in range(20)}
for i in range(0, 20, 2): del d[i]
for i in range(0, 20, 4): d[i] = "again"
print(list(d))
d.clear(); d["x"] = 1; print(d, d.copy(), dict.fromkeys("cba"), list(dict(zip("zyx", range(3)))))
e = {1: "int"}; e[1.0] = "float"; e[True] = "bool"; print(e, e == {True: "bool"})
k1, k2 = "ab", "".join(["a", "b"]); e = {k1: 1}; e[k2] = 2; print(e, len(e))
print({"a": 1, "b": 2} == {"b": 2, "a": 1}, list({"a": 1}.items() | {"a": 1}.items()), {}.keys() == set())
class Evil:
    def __init__(self, d): self.d = d
    def __hash__(self): return hash("k")
    def __eq__(self, o): self.d.clear(); return False
d = {}; d["k"] = 1
print(d.get(Evil(d), "missing"), d)
d = {"k": 1}; d[Evil(d)] = 2; print([type(k).__name__ for k in d])
it = iter(d := {"a": 1, "b": 2}); next(it); d["a"] = 5; print(next(it), list(it), d)
