# f-strings over all built-in types: conversions, nested fields, = with spaces, quotes inside quotes, lambdas and formats that call back.
import datetime
import enum


class C(enum.Enum): A = 1
class Fmt:
    def __format__(self, spec): return f"<{spec}>"
    def __str__(self): return "str"
    def __repr__(self): return "repr\u20ac"


o, width, prec, x, d = Fmt(), 10, 3, 3.14159, {"k": "v", 'q"': 1, 5: [1, 2]}
print(f"{o}|{o:}|{o:abc}|{o!r}|{o!s}|{o!a}|{o!r:>8}|{o!s:^7}|{o:{width}}|{o:{'x'}{'y'}}|{o:{{}}}" if 0 else f"{o}|{o:}|{o:abc}|{o!r}|{o!s}|{o!a}|{o!r:>8}|{o!s:^7}|{o:{width}}|{o:{'x'}{'y'}}")
print(f"{x:.2f}|{x:{width}.{prec}f}|{x:>{width}}|{x!r:.4}|{x:e}|{x:+.1%}|{x:0{width}.1f}|{x:{'>'}{width}}|{x:{width}{'.'}{prec}}")
print(f"{d['k']}|{d["k"]}|{d['q"']}|{d[5][1]}|{d!r:.10}|{ {1: 2}[1] }|{ {'a': 1} }|{(lambda y: y * 2)(4)}|{[i for i in range(3)]}|{x if x else 0:.1f}|{'nested ' + f"{width + 1:{prec}}"}|{f"{f"{x:.1f}"}"}")
print(f"{x=}|{x = }|{x=:.2f}|{x=!s}|{x = !r:>9}|{width+prec=}|{ d['k'] = }|{o=}|{o=:spec}|{(1, 2)=}|{x  =  }|{'a' 'b'=}|{f'{x:.1f}'=}")
print(f"{{}}|{{{x:.1f}}}|{{x}}|{'{'}|{'}}'}|{x:.1f}{{|}}\x7b|\N{LEFT CURLY BRACKET}|{'\n'!r}|{"\t".join('ab')!r}|{'''tri
ple'''!r}|{
    x
    :.2f}|{x  # comment
}")
print(rf"\n{x:.1f}\{width}", Rf"{'\\'}\d", f'{x:.1f}' "plain" f"{width}" r"\raw", f"" == "", f"{''}" == "", "a" f"{x:.0f}" 'b')
for value in (5, -5, 0, True, 10**25, 2.5, -0.0, float("inf"), 1j, "text", "", b"b", None, ..., [1], (1,), {1}, {"k": 1}, range(2), int, C.A, datetime.date(2024, 1, 2), slice(1), NotImplemented, frozenset(), bytearray(b"x"), ValueError("e"), len):
    row = []
    for spec in ("", ">12", "<12", "^12", "012", "+", ",", ".3", "x", "d", "s", "%Y", "e", "#", "=12", "_", "z", "10.2f", "\u20ac>9", "c", "n", "b"):
        try: row.append(f"{value:{spec}}")
        except Exception as e: row.append(f"{type(e).__name__}: {e}")
    print(repr(value), row)
def show(*args): print("called", args, end=" "); return args[-1]
print(f"{show(1)}{show(2):{show(5)}}{show('a')!r:{show('>')}{show(4)}}")
for source in ("f'{}'", "f'{ }'", "f'{x!}'", "f'{x!z}'", "f'{x!rr}'", "f'{x:{y:{z:{w}}}}'", "f'{x'", "f'x}'", "f'{x:'", "f'{*x}'", "f'{**x}'", "f'{x y}'", "f'{lambda: 1}'", "f'{a := 5}'", "f'{(a := 5)}{a}'", "f'{yield}'", "f'{x=!}'", "f'{!r}'", "f'{:d}'", "f'{x;y}'", "f'{x:{}}'", "f'{\"\\\"\"}'", "fb'{x}'", "f'{1:0>5}{2!r:>3}'", "f'{None:>5}'", "f'{[1, 2][5]}'", "f'{undefined}'", "f'{1 / 0:x}'", "f'{5:{\"x\" * 2}}'", "f'{3!r:d}'", "f'{3.0:{2}.{1}f}'", "f'{x:=+8.2f}'", "f'{\"a\"!r}'", "f'{await_}'", "f'{not x}'", "f'{x,}'", "f'{x, width}'", "f'{x if 1}'", "f'{x for x in \"ab\"}'", "f'{[*\"ab\"]}'", "f'{print}'[:9]", "f'{\"%s\" % 5}'", "f'{x!s!r}'", "f'{{x}'", "f'}}{{'"):
    try: print(source, "->", repr(eval(source)))
    except SyntaxError as e: print(source, "->", type(e).__name__, e.msg)
    except Exception as e: print(source, "->", type(e).__name__, e)
