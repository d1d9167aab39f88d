# int, bool, float and complex answer to one protocol: the same attributes, read-only, and methods that decline what they do not know.
values = [0, -7, True, 2**70, 1.5, -0.0, 2j, 1 - 0j]
for v in values:
    print(repr(v), repr(v.real), repr(v.imag), repr(v.conjugate()), type(v.real).__name__, type(v.conjugate()).__name__, bool(v), repr(+v), repr(-v), repr(abs(v)))
for v in (0, -7, True, 2**70):
    print(v, v.numerator, v.denominator, v.as_integer_ratio(), v.is_integer(), v.bit_length(), v.bit_count(), ~int(v), v.__index__(), v.__int__(), v.__float__(), v.__trunc__(), v.__floor__(), v.__ceil__())
for v in (5, True, 1.5, 2j):
    for name in ("real", "imag", "numerator", "denominator", "nothing"):
        try:
            setattr(v, name, 1)
        except Exception as e:
            print(type(v).__name__, name, type(e).__name__, e)
        try:
            delattr(v, name)
        except Exception as e:
            print(type(v).__name__, name, type(e).__name__, e)
for name in ("__add__", "__sub__", "__mul__", "__truediv__", "__floordiv__", "__mod__", "__divmod__", "__pow__", "__eq__", "__lt__", "__radd__", "__rsub__", "__rmod__", "__and__", "__lshift__", "__rlshift__"):
    row = []
    for a in (3, True, 2.5, 1j):
        for b in (2, 0.5, 1j, "x", None):
            method = getattr(type(a), name, None)
            try:
                row.append("-" if method is None else repr(method(a, b)))
            except Exception as e:
                row.append(type(e).__name__)
    print(name, " ".join(row))
for expression in ("(1).__add__()", "(1).__add__(1, 2)", "int.__add__(1.0, 2)", "float.__add__(1, 2)", "(1).__neg__(2)", "bool.__and__(True, 2)", "bool.__and__(1, True)", "True.__and__(False)", "True & 3", "True ^ True", "True | 2", "(1).__getnewargs__()", "(1.5).__getnewargs__()", "(1+2j).__getnewargs__()", "True.__getnewargs__()", "int.real.__get__(5)", "int.numerator.__name__", "type(int.real)", "type(float.imag)", "type(complex.real)", "(5).__class__ is int", "int.__bool__(0)", "float.__bool__(0.0)", "complex.__bool__(0j)", "int.__abs__(True)", "(1).__format__(2)", "complex.__complex__(1j)", "(1).__complex__()", "complex.conjugate(1)", "int.conjugate(1.0)", "(2).__rtruediv__(1)", "(0).__rtruediv__(1)", "(1).__truediv__(1.0)", "(10**400).__truediv__(1)", "(10**400).__truediv__(10**399)"):
    try:
        print(expression, "->", repr(eval(expression)))
    except Exception as e:
        print(expression, "->", type(e).__name__, e)
