# The methods of int, bool and float told something wrong, and what they answer at their borders.
cases = """
int("")
int(" 12 ")
int("1_000"), int("0x1f", 16), int("0b1", 0), int("0o17", 0)
int("1__0")
int("_1")
int("010", 0)
int("12", 1)
int("12", 37)
int("z", 36)
int(12, 10)
int("12", "x")
int(b"12"), int(bytearray(b"12"))
int(b"x")
int([])
int(None)
int(1j)
int(float("nan"))
int(float("inf"))
int("٣")
int("1 2")
int("\\x00")
int(x=1)
int("5", base=8)
int(base=8)
(5).to_bytes(), (5).to_bytes(2), (5).to_bytes(2, "little")
(256).to_bytes(1)
(-1).to_bytes(1)
(-1).to_bytes(2, signed=True)
(1).to_bytes(-1)
(1).to_bytes(1, "middle")
int.from_bytes(b"\\x01\\x00"), int.from_bytes(b"\\xff", signed=True)
int.from_bytes([1, 2], "little")
int.from_bytes("ab")
int.from_bytes(b"a", "x")
(5).bit_length(), (-5).bit_count(), (0).bit_length()
(5).as_integer_ratio(), (5).is_integer(), (5).conjugate()
(5).real, (5).imag, (5).numerator, (5).denominator
True + True, True & 1, True & False, True ^ True, ~0
-True, +True, abs(True)
1 << -1
1 >> -1
1 << 10**30
0 << 10**30
1 >> 10**30
-1 >> 10**30
1 << 1.0
1 / 0
1 // 0
1 % 0
divmod(1, 0)
1.0 / 0
1.0 // 0
1.0 % 0
divmod(1.0, 0)
0 ** -1
0.0 ** -1
(-8) ** 0.5
2 ** -1
pow(2, -1, 7), pow(2, 5, -7)
pow(2, -1, 4)
pow(2, 1, 0)
pow(2.0, 1, 5)
pow(2, 1.5, 5)
pow("a", 2)
pow(base=2, exp=3, mod=5)
10**400 / 3
10**400 * 1.0
float(10**400)
10**400 > 1e308, 10**400 == float("inf"), 10**400 < float("inf")
float("")
float("1_0"), float(" 1e3 "), float("-inf"), float("NAN"), float("+Infinity")
float("1__0")
float("0x1p3")
float(b"1.5")
float([])
float(1j)
float.fromhex("0x1.8p1"), float.fromhex("inf"), (0.1).hex()
float.fromhex("zz")
float.fromhex("0x1p99999")
(0.5).as_integer_ratio(), (2.0).is_integer()
float("inf").as_integer_ratio()
float("nan").as_integer_ratio()
float.from_number(3), float.from_number(2.5)
float.from_number("3")
complex.from_number(3)
round(2.5), round(3.5), round(-2.5), round(2.675, 2), round(25, -1), round(35, -1), round(5, 10)
round(1.5, None), round(15, None), round(1e20), round(1234.5, -2)
round(float("nan"))
round(float("inf"))
round("a")
round(1.5, "a")
round(1.5, 1.5)
abs("a")
divmod("a", 1)
divmod(-7, 2), divmod(7, -2), divmod(-7.5, 2), -7 // 2, -7 % 2, -7.5 % -2
hash(True) == hash(1.0) == hash(1), hash(2**61 - 1) == hash(2.0**61) or True
bool("0"), bool([[]]), bool(0.0), bool(-0.0), bool(0j)
bool(1, 2)
bool(x=1)
complex("1+2j"), complex(" ( 1 - 2j ) "), complex("j"), complex("-inf+nanj")
complex("1 + 2j")
complex("")
complex("1", 2)
complex(1, "2")
complex([])
complex(1, None)
complex(real=1, imag=2), complex(imag=3)
1j < 2j
1j // 1
1j % 1
divmod(1j, 1)
int(1j)
1j / 0
0j ** -1
0j ** 1j
round(1j)
(1+2j).conjugate(), abs(3+4j), (1+2j).real
"""
for source in cases.strip().splitlines():
    try:
        print(source, "->", eval(source))
    except Exception as e:
        print(source, "->", type(e).__name__, e)
