# Complex arithmetic keeps signs of zero and special values where C's Annex G would: 3.14 mixes real and complex operands without making zeros.
inf, nan = float("inf"), float("nan")
cases = """
1j ** 2, 1j ** 3, 1j ** -1, 1j ** 0, 0j ** 0, 0j ** 2, (1+1j) ** 4, (1+1j) ** -4, (2+0j) ** 10
0j ** -1
0j ** 1j
0 ** 1j
(0j) ** (1+0j), 0j ** 1.5
(1+2j) ** 100 == (1+2j) ** 50 * (1+2j) ** 50
(1e200+0j) ** 2
(3+4j) / (1-2j), (3+4j) / 2, 2 / (3+4j), (1+1j) / (1+1j), 1 / 1j, 1j / 1j
1j / 0
1j / 0j
0j / 0.0
1 / (0+0j)
(1+1j) // 1
(1+1j) % 1
1 // 1j
1j < 2j
1j >= 0
1j == 1j, 1j != 1, 1+0j == 1, 1+0j == 1.0, 1+0j == True, 0j == 0, 1e300+0j == 10**300, 2**53 + 1 == complex(2**53 + 1)
1j + True, 1j - 1, 1 - 1j, 1.0 - 1j, -0.0 - 0j, -0.0 + 0j, 0j - 0.0, -0j, -(0j), 0 - 0j, (-0j) + 0
1j * inf, inf * 1j, complex(inf, 0) * 1j, complex(inf, nan) * 1, complex(1, 2) * inf, (inf+0j) * (inf+0j)
1 / complex(inf, 1), complex(inf, inf) / 2, complex(1, 1) / inf, complex(nan, inf) * complex(inf, 1)
-0.0 * 1j, 0.0 * -1j, 1j * -0.0, 2 * complex(0, -0.0), complex(-0.0, -0.0) + 0, complex(-0.0, -0.0) - 0
abs(3+4j), abs(complex(inf, nan)), abs(complex(nan, 1)), abs(1e308+0j), abs(-0j), abs(complex(3e-320, 4e-320))
abs(complex(1.7e308, 1.7e308))
hash(1j) == hash(1j + 0), hash(2+0j) == hash(2), hash(2.5+0j) == hash(2.5), len({1, 1.0, 1+0j, True})
sum([1j, 2, 0.5]), sum([1, 2j], 3.5), sum([0.1j] * 10), sum([complex(1e100, 1), 1, complex(-1e100, 1)])
pow(1j, 2, 3)
pow(1j, 2, None), pow(2, 1j) == 2 ** 1j, 1.5 ** 0j
divmod(1j, 1)
int(1j)
float(1+0j)
round(1j)
complex.from_number(3), complex.from_number(2.5), complex.from_number(1j), complex.from_number(True)
complex.from_number("1j")
complex.from_number()
max(1j, 2j)
sorted([1j])
bool(0j), bool(complex(0, -0.0)), bool(complex(nan, 0)), not 1j
1j in [1j, 2], [1j, 2j].index(2j), {1j: 1}[1j], 3 in (3+0j, 4)
"""
for source in cases.strip().splitlines():
    try:
        print(source, "->", repr(eval(source)))
    except Exception as e:
        print(source, "->", type(e).__name__, e)
z = 1 + 2j
z += 1; print(z); z *= 2j; print(z); z -= 0.5j; print(z); z /= 2; print(z); z **= 2; print(z)


class C(complex):
    def __add__(self, other): return "add"
    def __radd__(self, other): return "radd"


c = C(1, 2)
print(c + 1, 1 + c, 1j + c, type(c * 2), type(-c), type(c.conjugate()), C("3+4j"), repr(C(5)), C.from_number(7), type(C.from_number(7)), c == 1 + 2j)
