# repr is the shortest that reads back; the switch to exponents is at 1e16 and 1e-4.
for x in (0.1, 1 / 3, 1e15, 1e16, 123456789012345680.0, 1e-4, 1e-5, 5e-324, 1.7976931348623157e308, 2.5, 1e22, 1e23, -0.0, 100.0, 0.1 + 0.2, 1e100, 9007199254740993.0, 4.35, 1.0000000000000002):
    print(x, repr(x), str(-x), x.is_integer(), f"{x:g}", f"{x:.3e}", "%.2f" % x if x < 1e20 else "-")
print(round(2.5), round(3.5), round(-2.5), round(2.675, 2), round(1e300, 2), round(1234.5678, -2), round(0.5), round(1.5), round(-0.5), round(5e-324, 400), round(1.25, 1), round(1.35, 1), round(2.5, 0), type(round(2.5, None)))
print(float("inf"), float("-Infinity"), float("nan"), float(" 1_0.5e1 "), float("1e400"), float(".5"), float("5."), float(b"1.5"), float("٣.٥"), float("-nan"), float("1e-400"))
for t in ("", "1__0", "abc", "1e", "0x1p3", ".", "1.5.2", "--1", "1 2", "e5", "infin", "_1", "1_", "1_.5"):
    try: print(float(t))
    except ValueError as e: print(e)
for f in (lambda: float(None), lambda: float([]), lambda: float("1", 2), lambda: round(float("nan")), lambda: round(float("inf")), lambda: round("a"), lambda: round(1.5, "a"), lambda: int(float("inf")), lambda: round(1e308, -308), lambda: round(1.7e308, -308)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
