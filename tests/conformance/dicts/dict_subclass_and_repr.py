# Subclasses override only what Python calls; recursive reprs stop.
class D(dict):
    def __setitem__(self, k, v): print("set", k); super().__setitem__(k, v * 2)
    def __getitem__(self, k): return "got " + str(super().__getitem__(k))
d = D(a=1); d["b"] = 2; d.update(c=3); d.setdefault("d", 4)
print(d, d["a"], d.get("a"), {**d}, dict(d), list(d.values()), d | {"z": 1}, type(d | {}), type(d.copy()), D.fromkeys("x", 1))
e = {}; e["self"] = e; e["l"] = [e]
print(e, {"k": e.keys()} if 0 else repr(e))
print("%(a)s %(b)s" % d, "{a}".format(**d), "{0[a]}".format(d), dict(x=d)["x"]["a"])
def f(**kw): return kw
print(f(**d), f(**{"a b": 1}))
class M:
    def keys(self): return ["p", "q"]
    def __getitem__(self, k): return k * 2
print(dict(M()), {**M()}, f(**M()))
