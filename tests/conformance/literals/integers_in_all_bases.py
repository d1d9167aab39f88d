# Number literals have underscores, prefixes and case variants that a lexer easily drops.
print(0b1010_0101, 0o7_7, 0xDEAD_beef, 1_000_000, 0B1, 0O17, 0XfF)
print(00, 0_0, 0xFFFFFFFFFFFFFFFFFFFF, 10**20 == 100_000_000_000_000_000_000)
print(1.5e3, 1E-3, .5, 5., 1_0.0_1e1_0, 0.0, 1e400, -1e400)
print(3j, 1.5J, 1e2j, 0j, -0j, 1_0j)
print(type(1), type(1.0), type(1j), type(True))
for text in ("1__0", "0x", "0b2", "0o8", "012", "1_", "1e", "1.e+", "0xg"):
    try:
        compile(text, "<t>", "eval")
    except SyntaxError as error:
        print(text, "->", error.msg, error.offset)
