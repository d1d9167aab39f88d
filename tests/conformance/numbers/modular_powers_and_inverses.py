# pow with a modulus has rules of its own for signs, inverses, types and refusals: cryptography written in Python leans on each.
cases = """
pow(3, 5, 7), pow(-3, 5, 7), pow(3, 5, -7), pow(-3, 5, -7)
pow(3, 0, 1), pow(0, 0, 5), pow(0, 0, -5), pow(7, 0, -1), pow(0, 0, 1)
pow(3, -1, 7), pow(3, -1, -7), pow(-3, -1, 7), pow(3, -5, 7), pow(10, -2, 2**61 - 1)
pow(2, -1, 4)
pow(0, -1, 5)
pow(6, -3, 9)
pow(5, -1, 1), pow(0, -1, 1), pow(0, -1, -1)
pow(2, 10, 0)
pow(2, -10, 0)
pow(2.0, 3, 5)
pow(2, 3.0, 5)
pow(2, 3, 5.0)
pow(2j, 3, 5)
pow(2, 3, None), pow(2, -1, None), pow(2.0, 3, None)
pow(True, True, True), pow(True, 2), pow(False, False), type(pow(True, 2)), type(pow(True, True, 5))
pow("a", 2)
pow(2, "a")
pow(2, 3, "a")
pow("a", 2, 3)
pow(base=2, exp=5, mod=13), pow(2, exp=5), pow(exp=3, base=2)
pow(2)
pow(2, 3, mode=5)
pow(10**50, 10**20, 10**9 + 7), pow(-10**50, 10**20 + 1, 10**9 + 7)
pow(3, 2**200, 2**64), pow(3, 2**200 + 1, -2**64)
pow(12345678901234567890, -1, 2**127 - 1)
(5).__pow__(3), (5).__pow__(3, 7), (5).__pow__(2.0), (5).__rpow__(2), (5).__rpow__(2, 7)
(2.0).__pow__(3), (2.0).__pow__("x")
(2.0).__pow__(3, 4)
pow(-2, -1), pow(-8, 1/3)
0 ** -1
0.0 ** -2
pow(0, -1.5)
(-1) ** (10**30), (-1) ** (10**30 + 1), 0 ** 10**30, 1 ** -10**30
2 ** 0.5 == pow(2, 0.5), (-2) ** 3, -2 ** 2, 2 ** -2, (-2) ** -3
"""
for source in cases.strip().splitlines():
    try:
        print(source, "->", repr(eval(source)))
    except Exception as e:
        print(source, "->", type(e).__name__, e)


class Ring:
    def __pow__(self, *rest):
        return "pow", rest

    def __rpow__(self, *rest):
        return "rpow", rest

    def __ipow__(self, *rest):
        return "ipow", rest


print(pow(Ring(), 2), pow(Ring(), 2, 3), Ring() ** 4, 4 ** Ring())
for call in (lambda: pow(2, Ring(), 3), lambda: pow(2, 3, Ring()), lambda: pow(2, Ring()), lambda: pow(1.5, Ring(), 2)):
    try:
        print(call())
    except TypeError as e:
        print("TypeError", e)
r = Ring()
r **= 9
print(r)
