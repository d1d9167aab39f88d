# A sequence subclass with __rmul__ or __mul__ of its own is asked by numbers as well.
class L(list):
    def __rmul__(self, n): return ("L.rmul", n)
class T(tuple):
    def __mul__(self, n): return ("T.mul", n)
class S(str):
    def __rmul__(self, n): return ("S.rmul", n)
    def __radd__(self, o): return ("S.radd", o)
    def __rmod__(self, o): return ("S.rmod", o)
class B(bytes):
    def __rmul__(self, n): return ("B.rmul", n)
print(2 * L([1]), L([1]) * 2, 2 * T([1]), T([1]) * 2, 2 * S("a"), S("a") * 2, 2 * B(b"a"), B(b"a") * 2)
print("x" + S("y"), S("x") + "y", "%s" % S("y"), S("%s") % "y", b"x" + B(b"y"))
class I:
    def __index__(self): return 2
    def __mul__(self, o): return "I.mul"
    def __rmul__(self, o): return "I.rmul"
print([1] * I(), I() * [1], "a" * I(), I() * L([1]), L([1]) * I())
for code in ("2.0 * L()", "L() * 'a'", "'a' * L()", "2 * T()", "l = L([1]); l *= 2; print(l)", "l = [1]; l *= L()", "l = [1]; l *= I(); print(l)", "l = [1]; l += S('ab'); print(l)"):
    try: exec(f"print({code})" if "=" not in code else code)
    except TypeError as e: print(code, e)
