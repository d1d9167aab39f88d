# Subclasses of builtins: which operations return the base, which call overrides.
class I(int):
    def __add__(self, o): return I(int.__add__(self, o))
    def __repr__(self): return f"I({int(self)})"
    def __index__(self): return 99
print(I(3) + 1, I(3) - 1, type(I(3) * 2).__name__, [1, 2, 3, 4, 5][I(2)], str(I(7)), f"{I(7)}", I(5) == 5, {5: "a"}[I(5)], range(I(3)), -I(2), I("12"), int(I(4)), I(2) < I(3), "%d" % I(8), sum([I(1), I(2)]), hash(I(5)) == hash(5))
class S(str):
    def __len__(self): return 100
    def __getitem__(self, k): return "item"
    def upper(self): return S("up")
s = S("abc"); print(len(s), s[0], s.upper(), s + "d", type(s + "d").__name__, type(s[:]), s == "abc", "a" in s, list(s), s.replace("a", "b"), type(s.strip()).__name__, str(s), type(str(s)).__name__, {"abc": 1}[s], "".join([s]), s * 2, f"{s:>5}", type(s.lower()).__name__)
class L(list):
    def append(self, x): super().append(("L", x))
    def __getitem__(self, i): return "got"
    def __iter__(self): return iter("iter")
    def __len__(self): return 7
l = L([1, 2]); l.append(3); l += [4]; l.extend([5])
print(list.__repr__(l), l[0], list(l), len(l), [*l], type(l + [1]).__name__, type(l[:]).__name__ if 0 else l[:], sorted(l), tuple(l), bool(L()), l == [1, 2, ("L", 3), 4, 5], list.__len__(l), sum(1 for _ in l))
class F(float):
    def __repr__(self): return "F" + super().__repr__()
print(F(1.5), [F(2)], F(1) + 1, type(F(1) + 1).__name__, F(2) == 2, f"{F(1.25):.1f}", "%s %r" % (F(1), F(1)), round(F(2.5)), F("1e3"), max(F(1), 2))
class D(dict):
    def __getitem__(self, k): return "D" + k
    def keys(self): return ["kk"]
    def __contains__(self, k): return True
d = D(a=1); print(d["x"], d.get("x"), d.get("a"), {**d}, "{a}".format_map(d), "%(z)s" % d, "q" in d, dict(d), d == {"a": 1}, list(d))
class B(bytes): pass
class BA(bytearray): pass
class T(tuple): 
    def __getitem__(self, i): return "T"
class X(Exception):
    def __str__(self): return "X str"
class St(set):
    def add(self, x): print("add", x); super().add(x)
t = T((1, 2)); a, b = t
print(B(b"x") + b"y", type(B(b"x").upper()).__name__, BA(b"q"), t[0], a, b, t + (3,), X(1), repr(X(1, 2)), X(5).args, St([1]) | {2}, type(St() | {1}).__name__, isinstance(True, int), type(True + True))
class Ty(type): pass
class Mod(type(__import__("sys"))): 
    def __getattr__(self, n): return "mod " + n
print(Mod("m").foo, Mod("m").__name__, type(Ty("Q", (), {})).__name__, isinstance(Ty, type))
