# Floats to text and back: shortest repr, precision, exponents, special values, rounding, hex.
values = [0.1, 1 / 3, 1e16, 1e-5, 123456789.123, -0.0, 1e22, 5e-324, 1.7976931348623157e308, 100.0, float("inf"), float("nan")]
for v in values:
    print(repr(v), f"{v:.2f}"[:12], f"{v:.3e}", f"{v:g}", f"{v:10.4g}|", f"{v:+.1%}"[:12])
print(f"{1234.5678:,.2f} {0.5:.0f} {1.5:.0f} {2.5:.0f} {1e10:,} {12345.678:_.1f} {3.0:#.0f} {1e6:n} {255.0:010.1f}")
print(round(2.5), round(3.5), round(-2.5), round(2.675, 2), round(1234.5, -2), round(0.1 + 0.2, 10), round(1e20))
print(float("1e3"), float(" -1_0.5 "), float("INF"), float("-nan"), float(".5"), float("0x1p3") if False else float.fromhex("0x1p3"))
print((0.1).hex(), (3.75).as_integer_ratio(), (4.0).is_integer(), 7.5 // 2, -7.5 // 2, 7.5 % -2, divmod(-7.5, 2), 2.0 ** 0.5)
print(0.1 + 0.2 == 0.3, 1e308 * 10, -1e308 * 10, float("nan") == float("nan"), 1 == 1.0, 2 ** 53 == 2.0 ** 53 + 1, 10 ** 30 < 1e31)
print(sum([0.1] * 10), sum([1e100, 1.0, -1e100]), int(1e20), int(-1.5), bool(0.0), abs(-0.0), -0.0 == 0, max(1, 1.0), 3.0 .conjugate())
for bad in (lambda: float("x"), lambda: float(""), lambda: 1.0 / 0, lambda: 1.0 // 0, lambda: 1.0 % 0, lambda: int(float("inf")),
            lambda: int(float("nan")), lambda: 0.0 ** -1, lambda: 10.0 ** 400, lambda: round(float("inf")), lambda: float([]),
            lambda: f"{1.0:d}", lambda: float.fromhex("zz"), lambda: 1.5 << 1, lambda: float(10 ** 400)):
    try:
        print(bad())
    except OverflowError as e:
        print(type(e).__name__)  # its text is the C library's
    except Exception as e:
        print(type(e).__name__, e)
