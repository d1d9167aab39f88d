# The format of a complex is that of its two parts, with brackets only where no letter is given; repr must read back to the same value.
import cmath

values = [0j, -0j, complex(-0.0, 1), 1 + 2j, 1.5 - 0.25j, complex("inf"), complex("nanj"), complex(float("-inf"), float("nan")), 1e16 + 1e-5j, -3j, 123456.789 + 0.001j]
for z in values:
    print(repr(z), str(z), [format(z, s) for s in ("", ".3", ".2f", "e", "+.1f", "g", "G", " .0f", ",.1f", "_.1f", ".3e", "#.0f", "#.3g", "n")])
    print([format(z, s) for s in (">30", "*<25.2f", "^30g", "-.4g", "z.1f", "15", ".10", "+", " ", "#", ",")])
    back = complex(repr(z))
    print(repr(back) == repr(z), z.__complex__() is z or z.__complex__() == z or cmath.isnan(z))
for spec in ("010.2f", "=10", "d", "s", "x", "%", "010", "c", ".f", "10.2q", "é=9", "<0", ",d", ".2n", "zd", "1_0"):
    try:
        print(spec, repr(format(1.5 + 2j, spec)))
    except Exception as e:
        print(spec, type(e).__name__, e)
print("{:.1f}|{!r:>12}|{!s:<12}|{:{}.{}f}".format(1 + 1j, 2j, 3j, 4 - 5j, 20, 1), f"{1 - 1j:>+12.1f}|{1j!r}", "%s %r %a" % (1j, -1j, complex(1, -0.0)))
for text in ("1", "j", "-j", "+j", "1+j", "1-j", "1e5+1e-5j", " 1+2j ", "(1+2j)", " ( 1+2j ) ", "1_0+2_0j", "1__0j", "1 + 2j", "1+2", "j1", "1jj", "", "()", "((1))", "nan+nanj", "-inf-infj", "infinityj", "1+-2j", "1J", "+1.5e+3J", "٣+٤j", "1e400j", "1.j", ".j", ".5j", "1\x00", "0x1j", "1+2j\n", "\u2003 1j"):
    try:
        print(ascii(text), repr(complex(text)))
    except Exception as e:
        print(ascii(text), type(e).__name__, e)
for call in ("complex('1', 2)", "complex(1, '2')", "complex(b'1')", "complex(None)", "complex(1, None)", "complex([])", "complex(1, 2, 3)", "complex(real=1)", "complex(imag=1)", "complex(imag='1')", "complex(x=1)", "complex(1, imag=2)", "complex(10**400)", "complex()", "complex(True, False)", "complex(1.5, 10**400)", "complex('1', imag=1)", "1j.real", "1j.imag", "1j.foo", "(1j).conjugate(1)", "'%d' % 1j", "'%f' % 1j", "'%x' % 1j", "int(1j)", "1j.__format__(1)", "eval('1_0.5_0j')", "1e1j", "0x1fj if 0 else 3"):
    try:
        print(call, "->", repr(eval(call)))
    except (Exception, SyntaxError) as e:
        print(call, "->", type(e).__name__, e)
