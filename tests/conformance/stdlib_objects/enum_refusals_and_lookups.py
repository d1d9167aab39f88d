# What enumerations refuse, and how members are found, made, combined and shown.
import enum
from enum import *
cases = """
class E(Enum): A = 1; A = 2
class E(Enum): A = 1; B = 1; print([*E], E.B, E.__members__)
class E(Enum): A = auto(); B = auto(); C = "c"; D = auto(); print([m.value for m in E])
class E(Enum): mro = 1
class E(Enum): _private = 1; __dunder__ = 2; _sunder_ = 3
class E(Enum): _ignore_ = "x y"; x = 1; A = 2; print([*E])
class E(Enum): _ignore_ = ["A"]; A = 1
@unique\nclass E(Enum): A = 1; B = 1
class E(int, Enum): A = "x"
class E(str, Enum): A = 5; print(repr(E.A), E.A == "5")
class E(StrEnum): A = 5
class E(StrEnum): A = auto(); B_C = auto(); print(E.A, E.B_C.value)
class E(IntEnum): A = auto(); print(E.A + 1, repr(E.A), f"{E.A}", f"{E.A:03}", str(E.A))
class E(IntEnum): A = "x"
class E(Flag): A = 1; B = 2; C = 4; AB = 3; print([*E], E.AB, E.A | E.C, ~E.A, E(0), list(E.AB), len(E.AB), E.A in E.AB, repr(E(6)))
class E(Flag): A = 1; B = 4; print(E(2))
class E(Flag, boundary=KEEP): A = 1; print(E(6), ~E(6))
class E(Flag, boundary=CONFORM): A = 1; print(E(7))
class E(Flag, boundary=EJECT): A = 1; print(E(7), type(E(7)))
class E(IntFlag): A = 1; B = 2; print(E.A | 8, E(8), E.A | E.B, E.A + E.B, ~E.A)
class E(Flag): A = "x"
@verify(CONTINUOUS)\nclass E(Enum): A = 1; B = 3
@verify(UNIQUE)\nclass E(Enum): A = 1; B = 1
@verify(NAMED_FLAGS)\nclass E(Flag): A = 1; B = 12
class B(Enum): A = 1\nclass C(B): pass
class B(Enum): pass\nclass C(B): X = 1; print(C.X)
class E(Enum):\n A = 1, 2\n def __init__(self, x, y): self.x, self.y = x, y\n @property\n def both(self): return self.x + self.y\nprint(E.A.both, E((1, 2)))
class E(Enum):\n A = 1\n B = 2\n @classmethod\n def _missing_(cls, v): return cls.A if v == "a" else None\nprint(E("a")); E("b")
class E(Enum):\n A = 1\n @classmethod\n def _missing_(cls, v): return 5\nE(9)
class E(Enum):\n A = 1\n @member\n def f(self): pass\n @nonmember\n class N: pass\n x = nonmember(5)\nprint([*E][0], len(E), E.x, E.N.__name__)
class E(Enum):\n _order_ = "B A"\n A = 1\n B = 2
class E(Enum):\n A = "x"\n def __new__(cls, v):\n  o = object.__new__(cls); o._value_ = v * 2; return o\nprint(E("xx"), E.A.value)
class E(Enum):\n A = 1\n def _generate_next_value_(name, start, count, last): return name
class E(Enum):\n def _generate_next_value_(name, start, count, last): return (name, start, count, last)\n A = auto(); B = auto()\nprint([m.value for m in E])
class E(Enum): A = 1\nE.A = 2
class E(Enum): A = 1\ndel E.A
class E(Enum): A = 1\nE.A.value = 5
class E(Enum): A = 1\nE.A.name = 5
class E(Enum): A = 1\nE["Z"]
class E(Enum): A = 1\nE(5)
class E(Enum): A = 1\nE.Z
class E(Enum): A = 1\nE.A < E.A
class E(Enum): A = 1\nprint(1 in E, 2 in E, E.A in E, "A" in E, E.A == 1, bool(E), len(E), [*reversed(E)], E.A.A)
class E(Enum): A = [1]; print(E([1]), [1] in E)
E = Enum("E", "A B C"); print([*E])
E = Enum("E", ["A", "B"], start=5); print([*E])
E = Enum("E", {"A": 1, "B": "x"}); print([*E])
E = Enum("E", [("A", 1), ("B", 2)], type=int); print(E.A + 1)
E = Enum("E", "A", module="m", qualname="q.E"); print(E.__module__, E.__qualname__, repr(E))
E = IntFlag("E", "A B C"); print([*E], E(7))
class E(Enum): A = property(lambda s: 5); B = 1; print(len(E), E.B)
class E(Enum): A: int = 1; b: int; print(len(E), E.__annotations__ if 0 else "")
global_enum(Enum("E", "GA GB")); 
class E(Enum): A = 1; EnumType.x = 1
class E(enum.ReprEnum): A = 1
print(E.A if 0 else issubclass(IntEnum, ReprEnum), EnumMeta is EnumType)
show_flag_values(7)
print(enum.show_flag_values(7), enum.bin(5), enum.bin(-6, 8))
class E(Enum): A = 1\nclass F(E, int): pass
class E(Enum): A = 1; __slots__ = ()\nimport copy, pickle; print(copy.copy(E.A) is E.A, copy.deepcopy(E.A) is E.A, hash(E.A) == hash("A"), dir(E.A)[-3:])
"""
for source in cases.strip().splitlines():
    source = source.replace("\\n", "\n")
    if "; " in source and source.startswith("class") and "\n" not in source and "print" in source:
        head, tail = source.split("; print", 1); source = head + "\nprint" + tail
    try: exec(source, dict(globals(), __name__="place")); print("ok", source.splitlines()[0])
    except Exception as e: print(source.splitlines()[0], "->", type(e).__name__, e, "|", repr(e.__cause__) if e.__cause__ else "", getattr(e, "__notes__", ""))
