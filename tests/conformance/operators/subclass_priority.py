# The right operand goes first when its class is a subclass that says something new.
log = []
def make(name, bases, reflected):
    space = {}
    for op in ("add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "lshift", "rshift", "and", "or", "xor", "matmul", "divmod"):
        def forward(self, other, *rest, op=op):
            log.append(f"{name}.{op}"); return NotImplemented
        def backward(self, other, *rest, op=op):
            log.append(f"{name}.r{op}"); return NotImplemented
        space[f"__{op}__"] = forward
        if reflected: space[f"__r{op}__"] = backward
    for op in ("lt", "le", "gt", "ge", "eq", "ne"):
        def compare(self, other, op=op):
            log.append(f"{name}.{op}"); return NotImplemented
        if reflected: space[f"__{op}__"] = compare
    return type(name, bases, space)
Base = make("Base", (), True)
Plain = type("Plain", (Base,), {})
Own = make("Own", (Base,), True)
Other = make("Other", (), True)
Half = make("Half", (Base,), False)
for left, right in ((Base, Plain), (Base, Own), (Own, Base), (Base, Other), (Base, Base), (Base, Half), (Half, Base), (Plain, Own)):
    print(left.__name__, right.__name__)
    for op in ("a + b", "a @ b", "a ** b", "divmod(a, b)", "a < b", "a >= b", "a == b", "a != b", "pow(a, b, 3)", "a << b"):
        log.clear()
        a, b = left(), right()
        try: r = eval(op)
        except TypeError as e: r = str(e)
        print("  ", op, log, r)
class MyInt(int):
    def __radd__(self, other): return ("radd", other)
    def __sub__(self, other): return "sub"
    def __eq__(self, other): return "eq"
    __hash__ = int.__hash__
print(1 + MyInt(2), MyInt(1) + 2, 1 - MyInt(2), MyInt(1) - 2, 1 == MyInt(1), MyInt(1) == 1, 1 < MyInt(2))
class L(list):
    def __radd__(self, other): return "L.radd"
    def __rmul__(self, other): return "L.rmul"
print([1] + L(), L() * 2)
class R:
    def __radd__(self, o): return "R.radd"
    def __rmul__(self, o): return "R.rmul"
    def __rmod__(self, o): return "R.rmod"
    def __index__(self): return 2
print([1] + R(), [1] * R(), "a" + R(), "a" * R(), "a%s" % R() != "", (1,) * R(), b"a" + R())
class Blocked:
    __radd__ = None; __lt__ = None; __contains__ = None; __iter__ = None
for op in ("1 + Blocked()", "Blocked() < 1", "1 > Blocked()", "1 in Blocked()", "iter(Blocked())", "[*Blocked()]", "a, = Blocked()"):
    try: exec(op)
    except TypeError as e: print(op, "->", e)
