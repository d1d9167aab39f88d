# PEP 750: t"..." gives a Template of strings and interpolations.
from string.templatelib import Template, Interpolation
name, w = "world", 10
t = t"hello {name!r:>{w}} and {1 + 1} end"
print(type(t).__name__, t.strings, t.values, [(i.value, i.expression, i.conversion, i.format_spec) for i in t.interpolations])
print(t"", t"".strings, t"{name}".strings, t"{name}{w}".strings, list(t"a{name}b"), t"{name=}".strings, t"{name = }".strings, t"{name=}".interpolations[0].conversion)
print((t"a{1}" + t"b{2}c").strings, (t"x" t"y").strings, rt"\n{1}".strings, t'{"nested " + f"{w}"}'.values, t"{{}}".strings, t"{t'{1}'}".values[0].strings)
match t"{name!s:x}".interpolations[0]:
    case Interpolation(v, e, c, s): print(v, e, c, s)
def render(t):
    out = []
    for p in t:
        if isinstance(p, str): out.append(p.upper())
        else: out.append(format({"r": repr, "s": str, None: lambda x: x}[p.conversion](p.value), p.format_spec))
    return "".join(out)
print(render(t), render(t"pi {3.14159:.2f}"))
print(Template("a", Interpolation(1, "x"), "b", "c").strings, Template().strings, Interpolation(5).expression == "", repr(t"a{1!r:x}"))
for f in (lambda: t"a" + "b", lambda: "b" + t"a", lambda: Template(1), lambda: setattr(t, "strings", ()), lambda: Interpolation(), lambda: Interpolation(1, "e", "q"), lambda: t == t, lambda: t"a" == t"a", lambda: str(t"a")[:9]):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
def order(x): print("eval", x); return x
t"{order(1)} {order(2):{order(3)}}"
for src in ('t"{}"', 't"a" "b"', 't"a" f"b"', 'bt"x"', 'ft"x"', 't"{a"', 't"}"', 'tr"\\d{1}"', 'T"{1}"', 'ut"x"', 't"{a!x}"', 't"{lambda x: 1}"'):
    try: compile(src, "<t>", "eval"); print("ok", src)
    except SyntaxError as e: print(src, "->", e.msg)
