# The mini-language for text and whole numbers: fills, signs, groups and every combination that is refused, in CPython's words.
values = [0, 7, -42, 1234567, -(10**12), 2**70]
specs = ["", "d", "b", "o", "x", "X", "#b", "#o", "#x", "#X", "+", " ", "-", ",", "_", "_b", "_x", "#_x", "+,d", "012", "012,", "#012x", "#012_x", "016_b", "=+12", "*<12", "*>12", "*^12", "^+12", "0<8", "0=8", "é=8", "n", "e", ".2e", "f", ".1f", ",.1f", "g", ".3g", "%", ".1%", "#.0f", "_.2f", "e>5", "<5", "05b", "z.0f", "\x00^5"]
for s in specs:
    print(ascii(s), [format(v, s) for v in values])
print([format(65, "c"), format(0x1f600, "c"), format(65, "5c"), format(65, "*^5c"), format(65, "<3c"), format(65, "05c"), format(65, "=4c")])
texts = ["", "a", "héllo", "\U0001f600x"]
for s in ["", "s", "5", "<5", ">5", "^5", "^6", "*^7", "é<4", ".0", ".2", "3.1", ".2s", "07", "<07", ">07", "0>7", "\U0001f600>4", "10.10s", "}>3", "{<3", "1>3", "s>3"]:
    print(ascii(s), [format(t, s) for t in texts])
refused = [(5, s) for s in ("s", ".2", ".2d", "+c", ",c", "_c", "#c", ",b", ",x", ",n", "_n", ",_", "_,", "__", ",,", "q", "dd", "d5", "5.", ".", "#5#", "zd", "z", "+-5", "é", "^", "**5", "5 5", ".5b", "r", "!r", "0x", " +", ".,d", "._d", "99999999999999999999")]
refused += [("a", s) for s in ("d", "c", "=5", "+", "-", " ", "+s", " s", "#", "#s", ",", "_", ",s", "_s", "x", "f", "z", "zs", "ss", "5.5.5", ".", ".s", "n", "\0", "\u0105", "99999999999999999999", ".99999999999999999999", ".,", "._s")]
refused += [(0x110000, "c"), (-1, "c"), (2**70, "c"), (1.5, "c"), (1.5, "d"), (None, "5"), (None, "s"), ([], "5"), (b"x", "5"), ((), "s"), (type, "5"), (..., ">5"), (NotImplemented, "x"), (object, "s"), (range(3), "d"), (10**400, "e"), (10**400, ".2f"), (10**5000, "d"), (10**400, "%")]
for value, s in refused:
    try:
        print(ascii(value if not isinstance(value, int) or value < 10**50 else "big"), ascii(s), ascii(format(value, s)))
    except Exception as e:
        print(ascii(value if not isinstance(value, int) or value < 10**50 else "big"), ascii(s), type(e).__name__, ascii(str(e)))
for call in ("format()", "format(1, 2)", "format(1, None)", "format('a', b's')", "(1).__format__()", "'a'.__format__(1)", "(1.5).__format__('x', 'y')", "object().__format__('x')[:0]", "object.__format__(1, '')", "object.__format__(1, 5)", "int.__format__(True, '5')", "format(True, '')", "format(True, '5')", "format(True, 'c') == chr(1)", "format(True, 's')", "str.__format__(5, '')", "f'{5:{None}}'", "f'{5!s:d}'", "f'{5:{\"x\"}}'", "f'{[1]:>5}'", "f'{5:{3}{\"d\"}}'", "format(type('S', (str,), {})('x'), '3')", "format(type('S', (str,), {'__str__': lambda s: 'y'})('x'), '')", "format(type('S', (str,), {'__str__': lambda s: 'y'})('x'), '3')"):
    try:
        print(call, "->", repr(eval(call)))
    except Exception as e:
        print(call, "->", type(e).__name__, str(e).partition(" object at")[0])
