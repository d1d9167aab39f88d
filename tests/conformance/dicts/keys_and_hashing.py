# Equal keys keep the first spelling; __eq__ and __hash__ decide, exceptions pass through.
print({1: "a", 1.0: "b", True: "c"}, {0: 1, False: 2, 0.0: 3}, {"a": 1, "a": 2}, {(1, 2): 3}[1, 2], {None: 1}[None])
class K:
    def __init__(self, n, h): self.n, self.h = n, h
    def __hash__(self): return self.h
    def __eq__(self, o): print("eq", self.n, getattr(o, "n", o)); return self.n == getattr(o, "n", o)
    def __repr__(self): return f"K{self.n}"
d = {K(1, 5): "x"}
print(d.get(K(2, 5)), d.get(K(1, 5)), d.get(K(1, 6)), 5 in d)
d[K(1, 5)] = "y"; print(d)
class Bad:
    def __hash__(self): raise ValueError("no hash")
class Bad2:
    def __hash__(self): return "x"
class Bad3:
    def __hash__(self): return 1
    def __eq__(self, o): raise KeyError("eq")
for f in (lambda: {Bad(): 1}, lambda: {}[Bad()], lambda: {Bad2()}, lambda: {Bad3(): 1, 1: 2}, lambda: {1: 0}.get(Bad3())):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class D(dict):
    def __missing__(self, key): return f"missing {key}"
print(D()["q"], D().get("q"), "q" in D(), D(a=1)["a"])
class S(str):
    def __hash__(self): return hash("other")
    def __eq__(self, o): return str.__eq__(self, o)
print({S("a"): 1}.get("a"), {"a": 1}.get(S("a")), S("a") == "a")
