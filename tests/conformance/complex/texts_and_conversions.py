# complex() reads texts with brackets, signs and infinities, and asks __complex__, __float__ and __index__.
def show(source, space=globals()):
    try: print(source, "->", repr(eval(source, space)))
    except Exception as e: print(source, "->", type(e).__name__, e)

class C:
    def __init__(self, v): self.v = v
    def __complex__(self): return self.v
class F:
    def __float__(self): return 2.5
class I:
    def __index__(self): return 7
class CC(complex): pass
for source in ("complex('1+2j')", "complex('(1+2j)')", "complex(' ( -1.5e3-infj ) ')", "complex('j')", "complex('-j')", "complex('+J')", "complex('1_0+2_0j')", "complex('nan+nanj')", "complex('1e400')", "complex('1')", "complex('1j')", "complex('\u0661')", "complex('1+j')", "complex('')", "complex('1 + 2j')", "complex('(1+2j')", "complex('1+2')", "complex('1j2')", "complex('1__0')", "complex('1', 2)", "complex(1, '2')", "complex(b'1')", "complex([])", "complex(1, [])", "complex(None)",
    "complex(C(1j))", "complex(C(1.0))", "complex(C('x'))", "complex(C(CC(2)))", "complex(F())", "complex(I())", "complex(F(), I())", "complex(1, F())", "complex(real=1, imag=-0.0)", "complex(-0.0, -0.0)", "complex(1j, 1)", "complex(1, 1j)", "complex(imag=2)", "complex(1, 2, 3)", "complex.from_number(3)", "complex.from_number('3')", "complex.from_number(C(2j))", "CC.from_number(1)", "type(CC(1j))",
    "repr(complex(0, float('inf')))", "repr(complex(float('nan'), -0.0))", "repr(-0j)", "str(complex(-0.0, 2))", "complex(1e16, 1e-7)", "1j ** 2", "0j ** 0", "0j ** -1", "0j ** 1j", "(1+1j) ** 100", "(1+1j) ** 0.5", "2 ** 1j", "(3+4j) // 1", "(3+4j) % 1", "divmod(1j, 1)", "int(1j)", "float(1j)", "1j < 2j", "1j == 1", "hash(2+0j) == hash(2)", "hash(1j)", "abs(3+4j)", "abs(complex(float('inf'), float('nan')))", "abs(complex(1e308, 1e308))", "1 / 0j", "1j / complex(float('inf'), 0)", "round(1j)", "(1+2j).conjugate()", "(1j).__getnewargs__()", "1j.real", "format(1+2j, '.2f')", "format(1+2j, '>20')", "format(1+2j, '020')", "format(1+2j, '=20')", "format(1.5j, 'e')", "format(1j, 'd')", "format(1+2j, '+,.1f')", "format(1+2j, '')", "format(3+4j, '%')"): show(source)
