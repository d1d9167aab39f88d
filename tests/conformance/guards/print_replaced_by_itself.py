# The function that replaces a builtin may be called by the very call that is replaced.
import builtins
real = print
log = []
def fake(*a, **k): log.append(a); builtins.print = real; real("restored by call", *a)
print("one")
builtins.print = fake
print("two")
print("three", log)
def f():
    print("x", builtins.__dict__.__setitem__("print", fake))
    print("y")
f(); real(log)
def deco(fn):
    def w(*a): return "w" + str(fn(*a))
    return w
def g(): return isinstance(1, int), int("5")
print(g()); isinstance = deco(isinstance); print(g()); del isinstance; int = deco(int); isinstance = lambda *a: "I"; print(g()); del int, isinstance; print(g())
class int2(int): pass
int = int2; print(type(int("3")).__name__, [type(int(c)).__name__ for c in "12"]); del int
True_ = True
def consts(): return sum([1, 2]), sorted([2, 1]), tuple([1]), chr(97), ord("a"), abs(-1), str(1), bool(0), min(2, 1), repr("q"), divmod(7, 2), pow(2, 3), round(1.6), hex(10), any([0]), all([])
print(consts())
names = ("sum", "sorted", "tuple", "chr", "ord", "abs", "str", "bool", "min", "repr", "divmod", "pow", "round", "hex", "any", "all")
for n in names: globals()[n] = lambda *a, n=n: n + "!"
real(consts())
for n in names: del globals()[n]
print(consts())
