# What a class pattern asks for, and how it fails.
class A: __match_args__ = ("x",)
class B: __match_args__ = ["x"]
class C: __match_args__ = (1,)
class D: __match_args__ = ("x", "x")
class E: pass
def t(v, n):
    match n, v:
        case 0, A(a, b): return "two"
        case 1, B(a): return "B"
        case 2, C(a): return "C"
        case 3, D(a, b): return "D"
        case 4, E(a): return "E"
        case 5, A(a): return "A with a"
        case 6, n.real(): return "not a type"
        case 7, A(x=a, q=b): return "kw"
        case 8, A(a, x=b): return "dup"
        case 9, int(a, b): return "int"
    return "no match"
x = A(); x.x = 1
for i, v in enumerate([x, B(), C(), x, E(), A(), x, x, x, 5]):
    if i == 3: v = D(); v.x = 1
    try: print(i, t(v, i))
    except TypeError as e: print(i, e)
class M(type):
    def __instancecheck__(cls, o): print("check", o); return True
class N(metaclass=M): pass
match 5:
    case N(): print("matched")
class Attr:
    def __getattr__(self, n): print("getattr", n); raise AttributeError
match Attr():
    case Attr(foo=1): print("no")
    case Attr(bar=_): print("no")
    case _: print("other")
for v in (5, "s", b"b", 1.5, [1], (1,), {1: 2}, {1}, frozenset(), True, bytearray()):
    match v:
        case bool(b): print("bool", b)
        case int(i): print("int", i)
        case str(s) | bytes(s) | bytearray(s): print("str", s)
        case float(x) | list(x) | tuple(x) | dict(x) | set(x) | frozenset(x): print(x)
