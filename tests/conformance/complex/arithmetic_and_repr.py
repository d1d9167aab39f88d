# Complex reprs show signs of zero; parsing and powers have their own rules.
print(1j, 1 + 2j, -1j, 0j, complex(-0.0, -0.0), complex(1, -0.0), complex(0, float("inf")), complex(float("nan"), 1), 1e20j, (1 + 2j).conjugate(), (3 + 4j).real, abs(3 + 4j), -(1 - 1j), +1j)
print((1 + 2j) * (3 - 1j), (1 + 2j) / (3 - 4j), (1 + 1j) ** 2, 1j ** 2, 2 ** 1j == 2 ** 1j, (1 + 2j) + 1, 1 - 2j, 2.5 * 1j, 1j == 1j, 1 + 0j == 1, (1 + 0j) == 1.0, 1j != 2j, bool(0j), bool(1e-300j), 0j ** 0, (2 + 0j) ** 3)
print(complex("1+2j"), complex(" ( -1.5e1j ) "), complex("j"), complex("-j"), complex("nan+infj"), complex(1.5), complex("3"), complex(real=1, imag=2), complex("1_0+0.5j"), complex())
for f in (lambda: complex("1 + 2j"), lambda: complex("abc"), lambda: complex("1", 2), lambda: complex(1, "2"), lambda: complex(None), lambda: 1j // 1, lambda: 1j % 2, lambda: 1j < 1, lambda: int(1j), lambda: float(1j), lambda: 1j / 0, lambda: 0j ** -1, lambda: divmod(1j, 1), lambda: round(1j), lambda: 0j ** 1j, lambda: pow(1j, 2, 3), lambda: [].__getitem__(1j), lambda: complex("")):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
print(f"{1 + 2j:.2f} {1j:>10} {3 - 4j:+.1e} {1.5 + 2j:g}", "%s" % 1j, format(1 + 0j, ""), {1j: 1, 1j: 2})
class C:
    def __complex__(self): return 5 + 6j
print(complex(C()), complex.from_number(3))
