# format() with every presentation of int, float and str: grouping, sign, fill, alternate forms, and refusals that name the type.
def show(source, space=globals()):
    try: print(source, "->", repr(eval(source, space)))
    except Exception as e: print(source, "->", type(e).__name__, e)

values = {"i": 1234567, "n": -42, "f": 1234.5678, "z": -0.0001, "s": "text", "b": True, "inf": float("inf"), "big": 10**25}
for spec in ("", "d", "n", "b", "#b", "o", "#x", "X", "#X", "c", "e", "E", "f", "F", "g", "G", "%", "s", ",", "_", ",d", "_x", "_b", ",x", ",s", ",.2f", "_.3f", ".3", ".0f", "#.0f", "#g", "z.1f", "zd", "+", " ", "-", "+s", "08", "<8", ">20", "^20", "=20", "*^20", "0=20", "x<20", "010,", "020,.1f", "#010x", "=s", "0s", "^08s", ".2s", "5.1s", ".2d", "!", "y", "5y", ".", "1.1.1", "99999999999999999999", ".99999999999999999999f", ",_", "__", ",,", "#s", " s", "\u00e9>8", "{>5", "._f", ".3_f", ",.3,f", "_.6_f", ".6,g"):
    for name, value in values.items():
        if len(spec) > 9 and name != "i": continue
        try: print(repr(spec), name, repr(format(value, spec)))
        except Exception as e: print(repr(spec), name, type(e).__name__, e)
