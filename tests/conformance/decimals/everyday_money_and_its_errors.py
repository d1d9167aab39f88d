# Decimal in programs about money: construction, quantize, rounding modes, formats, mixed operands, comparisons with floats, and contexts as blocks.
import decimal
import fractions
import math
from decimal import *

D = Decimal
cases = """
D("1.10") + D("2.2"), D(1) / 3, D("1e3"), D("-0"), D("0E+3"), D("  12.5 "), D("1_000.5"), D("٣.٥"), D(0.1), D(True), D((1, (1, 2, 3), -2)), D((0, (), 0)), D((0, (1,), "F")), D("Infinity"), D("sNaN123"), D("-nan"), D(), D(D("1.5"))
D("abc")
D("")
D("1.2.3")
D("1__0")
D(None)
D(1j)
D([1])
D((1, 2))
D((2, (1,), 0))
D((0, (10,), 0))
D((0, (1,), "x"))
D("1", "2")
D(value="5"), D.from_float(0.5), D.from_number(3), D.from_number(2.5), D.from_number(D("1.0"))
D.from_number("1")
D.from_float("1")
D("2.675").quantize(D("0.01")), D("2.665").quantize(D("0.01")), D("1.5").quantize(D(1)), D("-2.5").quantize(D(1), ROUND_HALF_UP), D("1234").quantize(D("1E2")), D("1.23").quantize(D("1.0"), rounding=ROUND_CEILING), D("7").quantize(D("0.000"))
D("1e30").quantize(D("0.01"))
D("inf").quantize(D(1))
D("1").quantize(D(1), "ROUND_NONE")
[D(x).to_integral_value(r) for x in ("2.5", "-2.5", "0.4", "-0.6") for r in (ROUND_UP, ROUND_DOWN, ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_05UP)]
round(D("2.5")), round(D("2.675"), 2), round(D("1234"), -2), round(D("1.5"), 0), int(D("-1.9")), math.floor(D("-1.5")), math.ceil(D("-1.5")), math.trunc(D("1.9")), float(D("0.1")), complex(D("1.5")), bool(D("0.0")), bool(D("nan")), hash(D("1.0")) == hash(1), hash(D("0.5")) == hash(0.5) == hash(fractions.Fraction(1, 2))
round(D("inf"))
int(D("nan"))
hash(D("snan"))
D("1.5") + 1, 1 + D("1.5"), D(7) // 2, D(-7) // 2, D(-7) % 3, divmod(D(-7), 3), D(2) ** 10, D(2) ** -1, D(2) ** D("0.5"), 2 ** D(3), -D("1.0"), +D("1.00"), abs(D("-1.50")), D("1.30") * 2, D("6.0") / 2, pow(D(3), 4, 5)
D(1) + 1.5
1.5 * D(1)
D(1) + "1"
D(1) + fractions.Fraction(1)
D(1) / 0
D(0) / 0
D(1) % 0
D(1) // 0
D(-1) ** D("0.5")
D(0) ** 0
D("inf") - D("inf")
D(2) ** 10**7
D(1) < 1.5, D("0.1") == 0.1, D("0.5") == 0.5, D(1) == 1, D(1) == fractions.Fraction(1), D("nan") == D("nan"), D("nan") != 1, D("inf") > 10**400, D(3) >= fractions.Fraction(7, 3), sorted([D("1.1"), 1, 1.05]), max(D(1), 2), D(1) == "1", D(1) == 1+0j, D(1) in [1.0]
D("nan") < 1
D(1) < "1"
D(1) < 1j
str(D("1E+5")), str(D("0.000001")), str(D("0.0000001")), repr(D("1.0")), D("1E+5").to_eng_string(), D("123E-8").to_eng_string(), D("1000000").normalize(), D("0.00").normalize(), D("12.300").normalize(), format(D("1234567.891"), ",.2f"), f"{D('1.5'):08.3f}", f"{D('0.00012'):e}", f"{D('12345'):.3g}", f"{D('0.256'):.1%}", f"{D('1E+5')}", f"{D('1E+5'):f}", f"{D('-1.5'):+}", f"{D('1.5'):>10}", f"{D('nan'):5}", "%s %.2f %d" % (D("1.50"), D("1.555"), D("9.9"))
D("123.456").as_tuple(), D("-0").as_tuple(), D("inf").as_tuple(), D("1.25").as_integer_ratio(), D("1E+3").as_integer_ratio(), D("123.45").adjusted(), D("0.00").adjusted(), D("1.0").same_quantum(D("2.5")), D(5).compare(D(3)), D("1.0").compare_total(D("1.00")), D("123").logb(), D("1.23").scaleb(2), D("12345").shift(2), D("12345").rotate(1), D("1.2").copy_sign(D(-1)), D("nan").is_nan(), D("1E-999999").is_subnormal(), D("1.5").is_integer() if hasattr(D, "is_integer") else 0, D("1.20").number_class(), D(10).ln().quantize(D("0.0001")), D(2).sqrt(), D(100).log10(), D(1).exp(), D("1.1").fma(2, 3), D(7).remainder_near(4), D("1.1").next_plus(), D("101").logical_and(D("110")), D(5).max(D("nan")), D("1.0").radix(), D(1).real, D(1).imag, D(1).conjugate(), D(1).canonical()
D("nan").as_integer_ratio()
D("12").logical_and(D(1))
getcontext().prec, getcontext().rounding, getcontext().Emax, repr(getcontext())[:40], sum([D("0.1")] * 10) == 1, D("1") + D("1E-30")
"""
for source in cases.strip().splitlines():
    try:
        print(source, "->", repr(eval(source)))
    except Exception as e:
        print(source, "->", type(e).__name__, e)
with localcontext() as ctx:
    ctx.prec = 5; print(D(1) / 3, +D("1.23456789"), D("1.23456789"), ctx.flags[Inexact], ctx.flags[DivisionByZero])
    ctx.traps[DivisionByZero] = False; print(D(1) / 0, D(-1) / D("0"), ctx.flags[DivisionByZero]); ctx.clear_flags(); print(ctx.flags[Inexact])
with localcontext(prec=3, rounding=ROUND_DOWN): print(D("2.9999") + 0)
print(D(1) / 3, getcontext().flags[DivisionByZero])
with localcontext(ExtendedContext): print(D(0) / 0, D("abc") if 0 else D("snan") + 1)
with localcontext() as c: c.traps[FloatOperation] = True; print([f for f in (lambda: D(1.5), lambda: D(1) < 1.5, lambda: D(1) == 1.5, lambda: c.create_decimal(0.5)) if not (lambda g: (g(), True)[1] if 0 else False)(f)].__len__())
for statement in ("localcontext(5)", "getcontext().prec = 0", "getcontext().prec = 'a'", "getcontext().rounding = 'x'", "getcontext().Emin = 5", "getcontext().foo = 1", "setcontext(5)", "del getcontext().prec", "Context(prec=-1)", "Context(traps=5)", "Context(traps=[Inexact]).divide(1, 3)", "D(1).real = 5", "getcontext().flags[5] = 1", "getcontext().create_decimal('1x')", "Context(prec=2).create_decimal('1.234'); raise KeyError(Context(prec=2).create_decimal('1.234'))", "Context().power(2, 'x')", "D(1).exp(5)", "D(1).compare('x')", "D('1').quantize('x')"):
    try: exec(statement); print(statement, "done")
    except Exception as e: print(statement, type(e).__name__, e)
class Money(Decimal):
    def __new__(cls, v, cur="EUR"): self = super().__new__(cls, v); self.cur = cur; return self
m = Money("1.50", "USD"); print(m, repr(m), m.cur, m + 1, type(m + 1).__name__, type(-m).__name__, m == D("1.5"), f"{m:.1f}", DecimalTuple(0, (1,), 2), decimal.__version__ if 0 else "")
