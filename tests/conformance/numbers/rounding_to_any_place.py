# round and divmod at their borders: negative places of ints round half to even, signs follow the divisor, and hooks get what was given.
import math

for n in (0, 5, 15, 25, 35, -5, -15, -25, 149, 150, 151, 250, 1234567890123456789012345):
    print(n, [round(n, -d) for d in (0, 1, 2, 3, 24, 25, 40)], round(n, 3), round(n, None), type(round(n, 2)).__name__)
print(round(True), round(True, -1), type(round(True)), round(False, 5), round(10**30 + 5, -1), round(-(10**30) - 15, -1))
cases = """
round(15, 2**100)
round(1.5, 2**100)
round(1.5, -2**100)
round(1.5, True), round(15, -True)
round(1.5, 1.0)
round(1, "a")
round()
round(number=2.5), round(number=2.567, ndigits=1)
round(2.5, ndigits=None), round(2.5, digits=1)
round(1j)
round(None)
round([], 1)
(1.5).__round__(), (1.5).__round__(None), (1.25).__round__(1), (7).__round__(-1), (7).__round__()
(7).__round__(None)
(7).__round__("x")
round(0.5, 0), round(-0.5, 0), round(-0.4), round(-0.4, 0), round(1e22, -22), round(5e15 + 0.5)
round(1e-320, 320), round(123.456, -3), round(987.6, -3), round(float("nan"), 2), round(float("-inf"), 2)
divmod(7, 0)
divmod(7.0, 0)
divmod(0, 7), divmod(-1, 7), divmod(-7, 7), divmod(1, -7), divmod(-1, -7)
divmod(True, 2), divmod(7, True), divmod(-10**30, 10**29 + 1), divmod(10**30, -7)
divmod(7.5, -2), divmod(-0.0, 3), divmod(0.0, -3), divmod(1e300, 1e-10)[1] < 1e-10, divmod(5, math.inf), divmod(-5, math.inf)
divmod(math.inf, 2), divmod(2, math.nan)
divmod(1j, 2)
divmod("a", "b")
divmod(1)
math.floor(-0.5), math.ceil(-0.5), math.trunc(-1.9), math.floor(True), math.ceil(10**40), math.floor(1e300) == int(1e300)
math.floor("a")
math.ceil(math.nan)
math.trunc(math.inf)
math.trunc("1")
-7 // 2, -7 % 2, 7 // -2, 7 % -2, -7 // -2, -7 % -2, -(7 // 2), int(-7 / 2)
"""
for source in cases.strip().splitlines():
    try:
        print(source, "->", repr(eval(source)))
    except Exception as e:
        print(source, "->", type(e).__name__, e)


class Hooks:
    def __round__(self, *a): return "round", a
    def __floor__(self): return "floor"
    def __ceil__(self): return "ceil"
    def __trunc__(self): return "trunc"
    def __divmod__(self, other): return "divmod", other
    def __rdivmod__(self, other): return NotImplemented


h = Hooks()
print(round(h), round(h, None), round(h, 5), round(h, ndigits="x"), math.floor(h), math.ceil(h), math.trunc(h), divmod(h, 3))
for call in (lambda: divmod(3, h), lambda: int(h), lambda: h // 2):
    try:
        print(call())
    except TypeError as e:
        print("TypeError", e)
