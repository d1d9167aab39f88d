# Guards with effects, names bound by patterns that fail later, what the compiler refuses, and soft keywords in every place they may be names.
log = []
def g(x, r=True): log.append(x); return r
def order(x):
    match g("subject", x):
        case [a, b] if g(("guard1", a), False): return 1
        case [a, *b] if (c := g(("guard2", b), a)): return a, b, c
        case {"k": v} if g("guard3") and v > 1: return v
        case (int() | str()) as w if g(("guard4", w)): return w
        case z if g("irrefutable", False): return z
        case _ if g("wild", 0): pass
    return sorted((k, v) for k, v in locals().items() if k != "x")
for x in ([1, 2], [0, 2], {"k": 5}, {"k": 0}, "s", 1.5): print(order(x), log); log.clear()
def raising(x):
    try:
        match x:
            case [a, b] if a / b: return "guard"
            case _: return "rest"
    except ZeroDivisionError: return a, b
print(raising([1, 2]), raising([0, 2]), raising([1, 0]))
class Eq:
    def __init__(self, r): self.r = r
    def __eq__(self, o): log.append(("eq", o)); return self.r
class Truth:
    def __bool__(self): log.append("bool"); return True
class V: a = Eq(Truth()); n = 5; c = "const"
match Eq(Truth()):
    case 1: print("equal by truth", log)
log.clear()
match 7:
    case V.n: print("no")
    case V.a: print("value pattern, subject on the left or not", log)
class Same:
    def __eq__(self, o): return True
match Same():
    case None: print("is None?")
    case True: print("is True?")
    case "x": print("== x")
def scope():
    match [1, 2]:
        case [x, y]: pass
    def inner():
        nonlocal x
        match "changed":
            case x: return x
    inner(); return x, y, [z for z in "a" if (lambda: x)()]
print(scope())
def glob():
    global made
    match 3:
        case made: pass
glob(); print(made)
match match := 5:
    case case: print(match, case)
match = {"type": 1}; case = type = _ = 2
print(match["type"], case + type, _)
match[0] = 1; match, case = case, match; match: int = 3; print(match, [match for match in "a"], match - 1, -match)
type = lambda x: ("called", x); print(type(1), type (2)); match = print; match(1); match (2, 3)
type = __builtins__.type
for p in ("x, x", "[x, [x]]", "{'a': x, 'b': x}", "{'a': 1, 'a': 2}", "{1: a, 1.0: b}", "{-1: a, -1: b}", "{'a': 1, **a, 'b': 2}", "{**a, **b}", "{**_}", "{**1}", "{x: 1}", "{f(): 1}", "{'a' + 'b': 1}", "{'a': *b}", "*a", "[*a, *b]", "[*1]", "[*_, *_]", "C(a, a)", "C(a=1, a=2)", "C(a=1, 2)", "C(*a)", "C(**a)", "C(1=2)", "C.d(a.b=1)", "C()()", "x | 1", "1 | x", "_ | 1", "[x] | [y]", "[x] | [x]", "(x as y) | 1", "x as y", "1 as _", "1 as x.y", "1 as x[0]", "1 as 2", "x as y as z", "(x as y) as z", "1 as x, 2 as x", "1 + 2", "1 + 2j", "2j + 1", "1 - x", "-x", "+1", "--1", "-1j", "1.5 + 2j", "-1 - -2j", "'a' b'b'", "f'x'", "t'x'", "a.b", "a.b.c()", "a[0]", "a()", "(a)", "(a,)", "a,", "()", "[]", "not a", "a if b else c", "lambda: 1", "...", "{...: 1}", "None", "{None: a, True: b}", "{None: 1, None: 2}", "True | False", "int | str", "int() | str()", "a and b", "1 < 2", "x := 1", "(x := 1)", "yield", "await x", "*a,", "_.x", "_()", "C(_=1)", "case", "match", "type", "print()", "'''a\nb'''", "0x1F", "1_000", "-0", "\"a\" 'b'", "{'a' 'b': 1}", "**a", "a: int", "{}", "{1}", "{1, 2}", "[a for a in b]", "__debug__", "C(__debug__=1)", "C(x=__debug__)"):
    src = f"match x:\n case {p}: pass\n case _: pass"
    try: compile(src, "s", "exec"); print(p, "compiles")
    except SyntaxError as e: print(repr(p), e.msg, e.lineno, e.offset, e.end_offset)
for src in ("match x:\n pass", "match x:\n case 1: pass\n else: pass", "match:\n case 1: pass", "match x\n case 1: pass", "match x:\ncase 1: pass", "match x:\n case 1:\n pass", "match x: case 1: pass", "match x:\n case: pass", "match x:\n case 1 if: pass", "match x:\n case a: pass\n case b: pass", "match x:\n case a if b: pass\n case _: pass", "match x:\n case _: pass\n case 1: pass", "match x:\n case _ | 1: pass", "match x:\n case (a | b): pass", "match *x:\n case 1: pass", "match x,:\n case 1: pass", "match x, *y:\n case 1: pass", "match (yield):\n case 1: pass", "match x := 1:\n case 1: pass", "match -x:\n case 1: pass", "match not x:\n case 1: pass", "match [x]:\n case 1: pass", "match {x}:\n case 1: pass", "match lambda: x:\n case 1: pass", "case 1: pass", "match x:\n case 1: pass\n x = 1", "match x:\n case 1 as a | 2 as a: pass", "match x:\n case (1 as a) | (2 as a): pass", "match x:\n case [a, b] | [b, a]: pass", "match x:\n case [a, _] | [_, b]: pass", "match x:\n case a: pass\n\n", "match x:\n  # nothing\n", "match x:\n case a, b if a: pass"):
    try: compile(src, "s", "exec"); print(repr(src), "compiles")
    except SyntaxError as e: print(repr(src), type(e).__name__, e.msg, e.lineno, e.offset, e.end_offset)
