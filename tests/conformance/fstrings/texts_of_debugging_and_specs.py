# f"{x=}" keeps the text as written; specs are strings made in order; conversions, nested fields and classes with __format__ that raise or return something else.
import ast, datetime, enum
x, y, w, name = 5, "text", 10, "µ"
print(f"{x=}", f"{x = }", f"{ x=}", f"{x  =  }", f"{x=!r}", f"{y=}", f"{y=!s}", f"{y=!a}", f"{y=:>8}", f"{y=!r:>8}", f"{x=:+}", f"{x+1=}", f"{x == 5=}", f"{(x := 6)=}", f"{x=:{w}}", f"{f'{x=}'=}", f'{"a" + y=}', f"{[i for i in 'ab']=}", f"{(lambda: 1)()=}", f"{name=}", f"{'é' + name=}", f"{x!s:=^5}", f"{x:=^5}", f"{x = :=^5}", sep="|")
print(f"{
    x
    =
}", f"{x # comment
=}", f"""{x
+
1=}""", f"{ { 'k': 1 } = }", f"{ {1,} =}", f"{(1,
2)=}", sep="|")
class F:
    def __init__(self, n, r=None): self.n, self.r = n, r
    def __format__(self, spec): log.append((self.n, spec)); return self.r if self.r is not None else f"<{self.n}:{spec}>"
    def __repr__(self): log.append((self.n, "repr")); return f"F{self.n}"
    def __str__(self): log.append((self.n, "str")); return f"f{self.n}"
log = []
a, b, c = F("a"), F("b"), F("c")
def flush(*v): print(*v, log); log.clear()
flush(f"{a}{b!r}{c!s}{a!a}"); flush(f"{a:{b}{c:x}y}"); flush(f"{a=}"); flush(f"{a=!s}"); flush(f"{a=:z}"); flush(f"{a=!r:>5}"); flush(f"{a:}"); flush(f"{a:{''}}"); flush(f"{a: }"); flush(f"{a:{'{}'}}"); flush("{:{}{}}".format(a, b, c)); flush(format(a), format(a, "s")); flush("%s %r" % (a, b)); flush(f"{str(a)}"); flush(f"{a:\x41\N{DIGIT ONE}}"); flush(rf"{a:\x}")
for bad in (5, None, b"x", Ellipsis):
    try: f"{F('bad', bad)}"
    except TypeError as e: print(e)
    try: format(F("bad", bad), "x")
    except TypeError as e: print(e)
class S(str): pass
r = f"{F('s', S('sub'))}"; print(type(r).__name__, type(f"{S('z')}").__name__, type(f"{S('z')!s}").__name__, type(format(F("s", S("q")))).__name__, f"{S('z')}" == "z")
for spec in ("d", "x", ">5", "q", "5.2", ",", "%", "c", "s", "e", "08", "=5", "z", "_b", "-^9", "\u00e9>4", ".3", "n", " ", "#o", "i"):
    out = []
    for v in (42, -3.5, "ab", True, None, 1 + 2j, [1], F):
        try: out.append(format(v, spec))
        except (ValueError, TypeError) as e: out.append(f"{type(e).__name__[0]}:{e}")
    print(repr(spec), *out, sep=" ; ")
d = datetime.date(2024, 2, 29); print(f"{d:%Y/%j}", f"{d}", f"{d:%%}", f"{d!r:>30}", f"{d:{'%d'}.%m}")
class E(enum.Enum): A = 1
class I(enum.IntEnum): B = 2
print(f"{E.A}", f"{I.B}", f"{I.B:>3}", f"{I.B!r}", f"{E.A:>6}", f"{E.A=}")
n = 0
def tick(): global n; n += 1; return n
print(f"{tick()}{tick():{tick()}}{tick()!r:{tick()}}", n)
def f(): yield f"{(yield 1)}{(yield 2)}"
g = f(); print(next(g), g.send("a"), g.send("b"))
print(f"{x}" "{x}" f"{{x}}" r"\{x}" rf"\{x}", f"" f"", f"{'' if x else 1}" == "", f"{f'{f'{f'{x}'}'}'}", f"{x}{x}"f'{x}')
for src in ("f'{a=}'", "f'{ a + b = !r:>{w}}'", "f'a{{b}}{c!s}'", "f'{x:{y}{z!r}w}'", "f'{a}' 'b' f'{c:d}'", "f''", "f'{\"a\"}'", "t'{ a = !r:{b}}x'", "f'{{}}'"):
    t = ast.parse(src).body[0]; print(ast.dump(t.value), ast.unparse(t))
print((lambda: f"{x}").__code__.co_names, f"{__name__}", [f"{i}{j}" for i in "ab" for j in "c"], {f"{k}": f"{v}" for k, v in {1: 2}.items()}, f"{x}"[0], f"{x}" * 2, f"{x}".join("ab"), f"{x}" in "56", -len(f"{x}"))
