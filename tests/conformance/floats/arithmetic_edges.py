# Signs of zero, NaN, infinity, floor division and modulo follow Python, not C.
inf, nan = float("inf"), float("nan")
print(0.0 == -0.0, -0.0, 0.0 * -1, 1 / inf, -1 / inf, inf - inf, inf * 0, nan == nan, nan != nan, min(nan, 1), max(1, nan), sorted([3, 1.0, 2]))
print(-7.5 // 2, -7.5 % 2, 7.5 % -2, 5.0 // -0.3, -0.0 % 5, 0.0 % -5, 5 % inf, -5 % inf, 5 // -inf, 1e20 // 7, divmod(-1e-20, 1), 3.0 % 1.5, -3.0 % 1.5, 6.1 // 0.1)
print(2.0 ** 0.5, (-8) ** (1 / 3), (-2.0) ** 2, (-2) ** 0.5, 0.0 ** 0, inf ** 0, 1 ** nan, nan ** 0, (-1) ** inf, 2 ** -1074, 0.5 ** 2000)
for f in (lambda: 2.0 ** 10000, lambda: 1e308 * 10, lambda: (-0.0) ** -1, lambda: 10.0 ** 400):
    try: print(f())
    except OverflowError as e: print(type(e).__name__)  # its text is the C library's
    except Exception as e: print(type(e).__name__, e)
print((0.5).as_integer_ratio(), (0.1).as_integer_ratio(), (1.5).hex(), (-0.1).hex(), (0.0).hex(), float.fromhex("0x1.8p3"), float.fromhex("-0x.1"), float.fromhex("inf"), (5e-324).hex(), (1e308).hex())
for f in (lambda: inf.as_integer_ratio(), lambda: nan.as_integer_ratio(), lambda: float.fromhex("zz"), lambda: float.fromhex("0x1p5000")):
    try: print(f())
    except OverflowError as e: print(type(e).__name__)  # its text is the C library's
    except Exception as e: print(type(e).__name__, e)
print(1e16 + 1, 0.1 * 3, 1.1 + 2.2, 1e-7, 123456.789e3, 1 + 1.0, True + 0.5, 7 / 2, 6 / 2, -7 // 2.0, 3 * 1.1, 1 - 0.9, sum([0.1] * 10), sum([1e100, 1.0, -1e100]), sum([0.1] * 3, 0.0), 4 ** 0.5, 1.0 .conjugate(), (2.5).real)
