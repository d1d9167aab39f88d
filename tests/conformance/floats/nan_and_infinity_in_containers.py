# NaN is unlike itself but the same object: where identity finds it, what sorting, min, max and sets make of it, and how infinities behave.
import math
from decimal import Decimal

nan, other, inf = float("nan"), float("nan"), math.inf
print(nan == nan, nan != nan, nan is nan, nan in [nan], other in [nan], [nan] == [nan], [nan] == [other], (nan,) == (nan,), {nan} == {nan}, {nan: 1} == {nan: 1}, [nan].index(nan), [nan, other].count(nan), {nan: 1}.get(nan), {nan: 1}.get(other), len({nan, nan}), len({nan, other}), len({nan: 1, other: 2}), nan in {nan}, other in {nan})
print([nan < 1, nan > 1, nan <= nan, 1 < nan, nan < nan, nan >= inf], [nan] < [1], [1] < [nan], (nan, 1) < (nan, 2), (nan, 1) == (nan, 1), (other, 1) == (nan, 1), [nan, 1] < [other, 2], max(nan, 1), max(1, nan), min(nan, 1), min(1, nan), max([1, nan, 2]), min([nan, 1, 0]), max([nan, inf]))
print(nan + 1, nan * 0, nan ** 0, 1 ** nan, nan // 1, nan % 2, divmod(nan, 1), -nan, abs(nan), math.copysign(1, -nan), bool(nan), hash(nan) == hash(nan), str(-nan), repr([nan]), f"{nan:5}|{nan:+}|{-nan:.1f}|{nan:05}", "%f %e %5g" % (nan, nan, nan))
print(inf + 1, inf - 1, inf * 2, inf * -1, inf / 2, 1 / inf, -1 / inf, inf ** 2, inf ** -1, inf ** 0, 0 ** inf, (-inf) ** 3, (-inf) ** 2, 2 ** inf, 0.5 ** inf, inf // 1, 5 % inf, -5 % inf, 5 // inf, -5 // inf, divmod(5, -inf), inf == inf, inf > 10**1000, -inf < -10**1000, inf == 10**1000, hash(inf), hash(-inf), f"{inf:>6}|{-inf:+}|{inf:08.2f}|{inf:e}|{inf:%}")
for f in (lambda: inf % 2, lambda: inf - inf, lambda: inf * 0, lambda: inf / inf, lambda: inf // inf, lambda: int(inf), lambda: int(nan), lambda: round(inf), lambda: round(nan), lambda: round(nan, 2), lambda: math.floor(nan), lambda: inf.as_integer_ratio(), lambda: nan.as_integer_ratio(), lambda: inf.is_integer(), lambda: range(inf), lambda: [1] * inf, lambda: "a"[nan], lambda: f"{inf:d}", lambda: "%d" % nan, lambda: chr(inf), lambda: math.sqrt(-inf), lambda: math.sin(inf), lambda: Decimal(nan), lambda: Decimal("nan") == nan, lambda: complex(nan, inf), lambda: abs(complex(nan, inf)), lambda: complex(inf, nan) * 0, lambda: sum([inf, -inf]), lambda: math.fsum([inf, nan]), lambda: sum([nan, 1]), lambda: math.dist([inf], [inf]), lambda: math.hypot(nan, inf), lambda: math.gcd(inf), lambda: divmod(inf, 1), lambda: pow(inf, 2, 3), lambda: float("infinity") == float("INF"), lambda: float("-nan"), lambda: float("nan(1)"), lambda: float.fromhex("nan"), lambda: math.isclose(inf, inf), lambda: math.isclose(nan, nan), lambda: inf.hex(), lambda: (-nan).hex(), lambda: sorted([2, inf, -inf, 0]), lambda: sorted([nan]), lambda: math.nextafter(inf, 0), lambda: math.ulp(nan), lambda: all([nan, inf]), lambda: any([nan]), lambda: {inf, -inf, inf}.__len__(), lambda: {float("inf"): 1}[math.inf]):
    try: print(f(), end="; ")
    except Exception as e: print(type(e).__name__, e, end="; ")
print()


class Same:
    def __eq__(self, o): return False
    __hash__ = object.__hash__


s = Same()
print(s == s, s in [s], [s] == [s], [s].count(s), {s: 1}[s], {1: s} == {1: s}, (s,) != (s,), [s].index(s), s in {s}, [s, 1] == [s, 1], {s} == {s}, s in iter([s]), any(s is x for x in [s]), s in range(3), s in {s: 0}.values())
