# What class patterns look at: isinstance first, __match_args__ once, attributes in order with their side effects, and the builtins that match themselves.
log = []
class Loud:
    __match_args__ = ("a", "b")
    def __init__(self, **k): self.__dict__["k"] = k
    def __getattr__(self, n):
        log.append(n)
        try: return self.k[n]
        except KeyError: raise AttributeError(n) from None
def m(x):
    match x:
        case Loud(1, 2): return "1 2"
        case Loud(1, b=3): return "1 b=3"
        case Loud(c=5, a=a): return f"c, a={a}"
        case Loud(a=[x0, *_], b=Loud(c=q)): return f"nested {x0} {q}"
        case Loud(): return "any"
        case _: return "none"
for v in (Loud(a=1, b=2), Loud(a=1, b=3), Loud(a=9, c=5), Loud(c=5), Loud(a=[7, 8], b=Loud(c=1)), Loud(), 3, Loud): print(m(v), log); log.clear()
class Meta(type):
    def __instancecheck__(cls, o): log.append("instancecheck"); return o == 5
    @property
    def __match_args__(cls): log.append("match_args"); return ("real", "imag")
class Five(metaclass=Meta): pass
match 5:
    case Five(6): pass
    case Five(5, 0): print("five by real and imag", log)
log.clear()
def try_args(args, pattern, value=None):
    C = type("C", (), {"__match_args__": args} if args != "none" else {})
    o = C(); o.x = 1; o.y = 2
    env = {"C": C, "o": o}
    try:
        exec(f"match o:\n case {pattern}: r = sorted((k, v) for k, v in locals().items() if k in 'pq')\n case _: r = 'no'", env)
        print(repr(args), pattern, env["r"])
    except Exception as e: print(repr(args), pattern, type(e).__name__, e)
for args, pattern in ((("x",), "C(p)"), (("x",), "C(p, q)"), (("x", "y"), "C(p, q)"), ((), "C(p)"), ((), "C()"), ("none", "C(p)"), ("none", "C(x=p)"), (["x"], "C(p)"), ("x", "C(p)"), ((1,), "C(p)"), (("x", 1), "C(p)"), (("x", "x"), "C(p, q)"), (("x",), "C(p, x=q)"), (("x", "y"), "C(p, y=q)"), (("z",), "C(p)"), (None, "C(p)"), (("x",), "C(1)"), (("x",), "C(x=2)"), (("x",), "C(x=1, y=q)"), (["x"], "C(x=p)"), (("x", "y", "w"), "C(p, q)")): try_args(args, pattern)
def builtin(x):
    out = []
    for name in "bool bytearray bytes dict float frozenset int list set str tuple".split():
        env = {"x": x}
        exec(f"match x:\n case {name}(v): r = v\n case _: r = None", env)
        if env["r"] is not None: out.append((name, env["r"] is x))
    return out
class I(int): pass
for x in (1, True, "s", b"b", 1.5, [1], (1,), {1: 2}, {1}, frozenset(), bytearray(), I(3), None, 1j): print(repr(x), builtin(x))
class NoSelf(int): __match_args__ = ("real",)
match NoSelf(4):
    case NoSelf(x): print(type(x).__name__)
for src in ("int(1, 2)", "str(a, b)", "object(x)", "complex(x)", "range(a)", "int(x, real=y)", "type(x)", "1()", "nope()", "len()", "dict(a, b)"):
    try: exec(f"match 5:\n case {src}: print({src!r}, 'matched')\n case _: print({src!r}, 'no')")
    except Exception as e: print(src, type(e).__name__, e)
class Prop:
    __match_args__ = ("p",)
    @property
    def p(self): raise ValueError("property")
try:
    match Prop():
        case Prop(1): pass
except ValueError as e: print(e)
class Slow:
    @property
    def p(self): raise AttributeError("counts as absent")
match Slow():
    case Slow(p=1): print("never")
    case _: print("absent")
class Virtual:
    __class__ = int
match Virtual():
    case int(): print("says it is an int")
class Sub(Loud): __match_args__ = Loud.__match_args__ + ("c",)
match Sub(a=1, b=2, c=3):
    case Sub(a, b, c): print(a, b, c)
import dataclasses, collections
P = collections.namedtuple("P", "x y"); D = dataclasses.make_dataclass("D", ["u", "w"])
match [P(1, 2), D(3, 4)]:
    case [P(x, y=2), D(u, w)]: print(x, u, w, P.__match_args__, D.__match_args__)
match P(1, 2):
    case (a, b): print("as a sequence", a, b)
