# Classes derived from int and float are numbers with more to them: what operators give, what is asked of overrides, and what reads only the value.
import json
import math
import operator


class I(int):
    def __new__(cls, *args, tag=None):
        self = super().__new__(cls, *args)
        self.tag = tag
        return self

    def __repr__(self): return f"I({int(self)})"
    def __index__(self): return 99
    def __int__(self): return 77
    def __float__(self): return 55.5
    def __bool__(self): return False
    def __str__(self): return "text"
    def __format__(self, spec): return f"<{spec}>"
    def __hash__(self): return 1
    def __eq__(self, other): return NotImplemented


i = I(3, tag="t")
print(i.tag, i + 1, type(i + 1), i * i, -i, i == 3, 3 == i, i != 3, i < 4, bool(i), not i, int(i), float(i), str(i), repr(i), f"{i}", f"{i:5}", f"{i!r}", "%d %s %r %x" % (i, i, i, i), format(i, "q"))
print(operator.index(i), [0, 1, 2, 3, 4][i], "abcdef"[i], "abcdef"[:i], list(range(i)), [7] * i, chr(I(97)), hex(i), bin(i), math.sqrt(i), math.gcd(I(12), 8), math.factorial(i), round(i), abs(i), divmod(i, 2), pow(i, 2, 5), i.bit_length(), i.to_bytes(1), type(i.real), type(i.numerator), type(i.conjugate()))
print({i: 1}, hash(i), i in [3], [3].index(3), sum([i, i]), max(i, 2), sorted([I(5), I(2)]), json.dumps([i]), I("12"), I("ff", 16), I.from_bytes(b"\1\2"), type(I.from_bytes(b"\1")), i.__dict__, "%c" % I(65), 10 ** i, 1 << i, i << 1, i & 1, ~i, i // 2, i / 2, 7 % i)


class F(float):
    def __repr__(self): return "F!"
    def __str__(self): return "f?"
    def __int__(self): return 7
    def __float__(self): return 8.5
    def __round__(self, n=None): return "round", n
    def __trunc__(self): return 9


f = F(2.5)
print(f, repr(f), f"{f}", f"{f:.2f}", "%s %r %f %d" % (f, f, f, f), int(f), float(f), round(f), round(f, 1), math.trunc(f), math.floor(f), math.sqrt(F(4)), f + 1, type(f + 1), f * 2, -f, f == 2.5, hash(f) == hash(2.5), f.hex(), f.is_integer(), f.as_integer_ratio(), F("1.5") + 0, F.fromhex("0x1p4") + 0, json.dumps([F(1.5)]), complex(f), f.real, type(f.real), type(f.conjugate()), sum([F(1), F(2)]), type(+f), abs(F(-1)))
for call in (lambda: I([]), lambda: F("x"), lambda: F(1, 2), lambda: I("5", base=8), lambda: int.__new__(str), lambda: int.__new__(I, "9"), lambda: float.__new__(F), lambda: float.__new__(int, 1)):
    try:
        result = call()
        print(type(result).__name__, result + 0)
    except Exception as e:
        print(type(e).__name__, e)


class Trunc:
    def __trunc__(self): return 5


class Both:
    def __index__(self): return 4


for call in (lambda: int(Trunc()), lambda: int(Both()), lambda: float(Both()), lambda: complex(Both()), lambda: int(Both(), 10), lambda: round(1.234, Both()), lambda: int("100", Both()), lambda: (10).to_bytes(Both()), lambda: range(Both()), lambda: "a" * Both(), lambda: hex(Both()), lambda: math.factorial(Both()), lambda: math.sqrt(Both()), lambda: float(Trunc())):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, e)
