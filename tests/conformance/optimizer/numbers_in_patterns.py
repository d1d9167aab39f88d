# Signed and complex numbers in patterns and keys compare by equality, with the sign of zero as it is written.
class Eq:
    def __eq__(self, other):
        print("eq", repr(other), type(other).__name__)
        return False

    __hash__ = None


def which(x):
    match x:
        case -1:
            return "minus one"
        case 1 + 2j | -1 - 2j:
            return "complex"
        case -0.0:
            return "zero"
        case {-2: value, "k": -3.5}:
            return "mapping", value
        case {1 - 1j: -4}:
            return "complex key"
        case [-5, *rest]:
            return "sequence", rest
        case complex(real=-6):
            return "class"
        case _:
            return "other"


for x in (-1, -1.0, True, 1 + 2j, -1 - 2j, 0, False, -0.0, {-2: "v", "k": -3.5}, {-2.0: 1, "k": -3.5, 1: 2}, {1 - 1j: -4}, [-5, 1], (-5,), complex(-6, 1), -2, Eq()):
    print(type(x).__name__, which(x))

for source in ("case {-1: a, -1: b}: pass", "case {1: a, 1.0: b}: pass", "case {-0.0: a, 0: b}: pass", "case {1+1j: a, 1+1j: b}: pass", "case -'a': pass", "case 1+1: pass"):
    try:
        compile("match 1:\n    " + source, "<source>", "exec")
        print(source, "compiles")
    except SyntaxError as e:
        print(source, e.msg)
