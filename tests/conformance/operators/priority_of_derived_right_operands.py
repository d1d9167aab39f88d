# Who is asked first in a binary operator, a comparison and an in-place one: the right operand's class only if it derives from the left's and says something else.
import operator
log = []
def method(name, cls, result):
    def f(self, other, *a):
        log.append(f"{cls}.{name}")
        return result
    return f
def cls(name, bases=(), **methods):
    return type(name, bases, {f"__{k}__": method(k, name, v) if v is not None else None for k, v in methods.items()})
NI = NotImplemented
def run(what, f):
    try: r = f()
    except Exception as e: r = f"{type(e).__name__} {e}"
    print(what, "=", r, "|", " ".join(log)); log.clear()
Base = cls("Base", add=NI, radd=NI, iadd=NI, lt=NI, gt=NI, eq=NI, ne=NI, pow=NI, rpow=NI, matmul=NI, rmatmul=NI, divmod=NI, rdivmod=NI)
Same = cls("Same", (Base,))
Over = cls("Over", (Base,), radd="over", gt="over gt", eq="over eq", rpow="over pow", rdivmod="over divmod", rmatmul="over mat")
Declines = cls("Declines", (Base,), radd=NI, add=NI, gt=NI)
Blocked = cls("Blocked", (Base,), radd=None, iadd=None, gt=None, eq=None)
b, s, o, d, x = Base(), Same(), Over(), Declines(), Blocked()
for l, r, n in ((b, s, "b s"), (b, o, "b o"), (s, o, "s o"), (o, b, "o b"), (b, d, "b d"), (d, b, "d b"), (b, x, "b x"), (x, b, "x b"), (b, b, "b b"), (b, Base(), "b B"), (1, o, "1 o"), (o, 1, "o 1"), (o, d, "o d")):
    run(n + " +", lambda: l + r); run(n + " <", lambda: l < r); run(n + " ==", lambda: (l == r) if l is not r else "same")
    run(n + " **", lambda: l ** r); run(n + " divmod", lambda: divmod(l, r)); run(n + " @", lambda: l @ r)
    def inplace():
        v = l; v += r; return v
    run(n + " +=", inplace)
class I(int):
    def __radd__(self, o): log.append("I.radd"); return NI
    def __rsub__(self, o): log.append("I.rsub"); return "sub"
    def __gt__(self, o): log.append("I.gt"); return NI
    def __eq__(self, o): log.append("I.eq"); return NI
    __hash__ = int.__hash__
i = I(3)
run("1 + I", lambda: 1 + i); run("1 - I", lambda: 1 - i); run("1.5 - I", lambda: 1.5 - i); run("True - I", lambda: True - i); run("2 < I", lambda: 2 < i); run("3 == I", lambda: 3 == i); run("'a' + I", lambda: "a" + i)
run("[3] == [I]", lambda: [3] == [i]); run("I in (3,)", lambda: i in (3,)); run("sum", lambda: sum([i, i]))
class L(list):
    def __radd__(self, o): log.append("L.radd"); return "radd"
    def __rmul__(self, o): log.append("L.rmul"); return "rmul"
    def __iadd__(self, o): log.append("L.iadd"); return NI
l = L([1])
run("[] + L", lambda: [] + l); run("2 * L", lambda: 2 * l); run("L * 2", lambda: l * 2); run("iadd", lambda: operator.iadd(l, [2]))
class P3:
    def __pow__(self, e, m=None): log.append(f"pow {e} {m}"); return NI
    def __rpow__(self, b, m=None): log.append(f"rpow {b} {m}"); return "r"
run("pow3", lambda: pow(P3(), 2, 3)); run("pow mid", lambda: pow(2, P3(), 3)); run("pow last", lambda: pow(2, 3, P3())); run("pow2", lambda: 2 ** P3()); run("ipow", lambda: operator.ipow(P3(), 5))
for op in "+ - * / // % @ << >> & | ^ **".split():
    try: exec(f"v = N(); v {op}= 1", {"N": type("N", (), {})})
    except TypeError as e: print(e)
