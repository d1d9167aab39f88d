# Template and Interpolation as objects: parts, iteration, concatenation, equality, conversion, nested specs, pickling, construction by hand and errors.
from string.templatelib import Template, Interpolation, convert
import copy, pickle, ast
def show(t): return t.strings, [(i.value, i.expression, i.conversion, i.format_spec) for i in t.interpolations]
x, y, w = 5, "why", 8
for t in (t"", t"a", t"{x}", t"a{x}b", t"{x}{y}", t"{x!r}", t"{x:>{w}}", t"{x=}", t"{ x = }", t"{x=!s:^9}", t"{{{x}}}", t"{x + 1 :d}", t"{y[0]}", t"{x}" t"{y}", t"a" t"b{x}" t"c", rt"\n{x}\t", t"""{
    x
}""", t"{t'{x}'}", t"{f'{x}'}", t"{(lambda: x)()}", t"{x!a:{y!r}}", t"{x,}", t"{'quoted'}", t"\x41{x}\N{DIGIT ONE}", t"{x:{w}.{w}f}", t"{ {1: 2}[1] }", t"{x:\n}", t"{x!s}{x!s}"):
    print(show(t), t.values, [p if isinstance(p, str) else p.value for p in t])
t = t"a{x!r:5}b"; i = t.interpolations[0]
print(t, i, repr(t"{x}"), t == t, t == t"a{x!r:5}b", hash(t) == hash(t), t + t"c{y}", show(t + t"c{y}"), show(t"{x}" + t"{y}"), isinstance(t, Template), len(list(t)))
for f in (lambda: t + "s", lambda: "s" + t, lambda: t + 5, lambda: t * 2, lambda: t[0], lambda: len(t), lambda: str(t) == repr(t), lambda: f"{t}" == str(t), lambda: f"{t:x}", lambda: "%s" % (t,) == str(t), lambda: t.strings.__class__, lambda: setattr(t, "strings", ()), lambda: setattr(t, "new", 1), lambda: t.__dict__, lambda: delattr(t, "values"), lambda: setattr(i, "value", 1), lambda: i.__dict__, lambda: i < i, lambda: t < t, lambda: bool(t""), lambda: next(t), lambda: "".join(t), lambda: type("T", (Template,), {}), lambda: type("I", (Interpolation,), {}), lambda: Interpolation.__match_args__, lambda: hash(i) == hash(i), lambda: t.__class__.__name__, lambda: Interpolation[int], lambda: Template[int],
          lambda: show(Template()), lambda: show(Template("a")), lambda: show(Template("a", "b")), lambda: show(Template(Interpolation(1, "one"))), lambda: show(Template("a", Interpolation(1), "b", "c", Interpolation(2), Interpolation(3))), lambda: Template(5), lambda: Template("a", None), lambda: Template(strings=("a",)), lambda: Template(t), lambda: Interpolation(), lambda: Interpolation(1, 2), lambda: Interpolation(1, "e", "r", "s"), lambda: Interpolation(1, "e", "x"), lambda: Interpolation(1, "e", None, 5), lambda: Interpolation(1, "e", "rr"), lambda: Interpolation(1, "e", "", "s"), lambda: Interpolation(value=1, expression="e", conversion="a", format_spec="f"), lambda: Interpolation(1, expr="e"), lambda: convert(1, "r"), lambda: convert("é", "a"), lambda: convert("s", "s"), lambda: convert(1, None), lambda: convert(1, "z"), lambda: convert(1), lambda: Interpolation(1) == Interpolation(1)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
match i:
    case Interpolation(v, e, c, s): print(v, e, c, s)
match t:
    case Template(strings=(a, b), interpolations=(only,)): print(a, b, only.value)
def render(t, esc=str.upper):
    return "".join(p if isinstance(p, str) else esc(format(convert(p.value, p.conversion), p.format_spec)) if not isinstance(p.value, Template) else render(p.value, esc) for p in t)
print(render(t"<{y}|{x:03}|{y!r}|{t'in {y} {t'deep {x}'}'}>"))
log = []
def say(n): log.append(n); return n
t = t"{say(1)}{say(2):{say(3)}}{say(4)!r:{say(5)}}"; print(log, show(t)); lazy = lambda: t"{say('late')}"; log.clear(); print(log); lazy(); print(log)
try: t"{say('a')}{1 / 0}{say('never')}"
except ZeroDivisionError as e: print(e, log)
class Bad:
    def __format__(self, s): raise ValueError
    def __str__(self): raise ValueError
    __repr__ = __str__
b = Bad(); t = t"{b}{b!r}{b:x}"; print(t.values[0] is b, [z.expression for z in t.interpolations])
try: t"{x:{b}}"
except ValueError: print("the spec is formatted at once")
for f in (copy.copy, copy.deepcopy, lambda t: pickle.loads(pickle.dumps(t))):
    try: r = f(t"a{x!r:5}b"); print(show(r), type(r).__name__)
    except Exception as e: print(type(e).__name__, e)
    try: r = f(Interpolation([1], "e", "s", "f")); print(r.value, r.expression, r.conversion, r.format_spec)
    except Exception as e: print(type(e).__name__, e)
for src in ("t'{a}'", "t'x{a!r:{b}}y'", "t'{a=}'", "t'a' t'b{c}'", "t''"):
    n = ast.parse(src).body[0].value; print(ast.dump(n), ast.unparse(n))
def g(): yield t"{(yield 1)}-{(yield 2)}"
it = g(); next(it); it.send("a"); print(show(it.send("b"))); print([show(t"{q}{x}") for q in "ab"][1], (lambda q: t"{q}")(3).values)
