# Assignment expressions: which scope they bind in, every place that takes or refuses them, and what is left when the expression around them fails.
for src in ("x := 1", "(x := 1)", "y = x := 1", "y = (x := 1)", "f(x := 1)", "f(a=x := 1)", "f(a=(x := 1))", "f(x := 1, y := 2)", "f(*x := [1])", "f(*(x := [1]))", "[x := 1]", "[x := 1, y := 2]", "{x := 1}", "{x := 1: 2}", "{(x := 1): (y := 2)}", "{1: x := 2}", "(x := 1, 2)", "x := 1, 2", "a[x := 1]", "a[x := 1, y := 2]", "a[x := 1:2]", "a[(x := 1):2]", "a[1:x := 2]", "if x := 1: pass", "while x := 0: pass", "elif x := 1: pass", "if (x := 1) and (y := 2): pass", "if x := 1 and 2: pass", "assert x := 1", "assert (x := 1)", "return x := 1", "def f(): return x := 1", "def f(): return (x := 1)", "def f(): yield x := 1", "def f(): yield (x := 1)", "lambda: x := 1", "lambda: (x := 1)", "lambda x=(y := 1): x", "lambda x := 1: x", "def f(x=y := 1): pass", "def f(x=(y := 1)): pass", "def f(x: (y := 1)): pass", "for x in y := 'a': pass", "for x in (y := 'a'): pass", "for (x := 1) in y: pass", "with x := y: pass", "with (x := y): pass", "with (x := y) as z: pass", "with (x := y as z): pass", "del (x := 1)", "(x := 1) = 2", "(x := 1) += 2", "(x := 1): int", "(x.y := 1)", "(x[0] := 1)", "((x) := 1)", "(x, y := 1, 2)", "((x, y) := 1)", "(*x := 1)", "(None := 1)", "(__debug__ := 1)", "(f() := 1)", "(x := y := 1)", "(x := (y := 1))", "(x := yield)", "def f(): (x := yield)", "def f(): (x := (yield))", "(x := lambda: 1)", "(x := 1 if y else 2)", "x if (y := 1) else z", "x if y := 1 else z", "not (x := 1)", "not x := 1", "(x := 1) + 2", "x := 1 + 2", "[x for y in z if (x := y)]", "[x := y for y in z]", "[(x := y) for y in z]", "[x := x for x in y]", "[(y := 1) for x in y]", "[x for x in (y := z)]", "[x for x in y if (x := 1)]", "[[x := 1 for y in z] for x in w]", "[x for y in z for x in (w := y)]", "{x := y for y in z}", "{x: (y := x) for x in z}", "(x := y for y in z)", "f(x := y for y in z)", "class C: (x := 1)", "class C: [x := y for y in z]", "class C: [[x := y for y in z] for w in v]", "class C: lambda: [x := y for y in z]", "class C(x := B): pass", "class C((x := B)): pass", "class C(m=(x := B)): pass", "@(x := d)\ndef f(): pass", "@x := d\ndef f(): pass", "import (x := y)", "raise (x := E)", "raise x := E", "raise E from (x := F)", "try: pass\nexcept (x := E): pass", "try: pass\nexcept x := E: pass", "match (x := y):\n case 1: pass", "match x := y:\n case 1: pass", "match y:\n case (x := 1): pass", "match y:\n case z if x := 1: pass", "f'{x:=5}'", "f'{(x:=5)}'", "f'{x:={y}}'", "t'{(x := 1)}'", "global x; (x := 1)", "def f(x): (x := 1)", "def f():\n (x := 1)\n global x", "def f():\n [x := 1 for y in z]\n nonlocal x", "type X = (y := 1)", "async def f(): (x := await y)", "async def f(): [x := y async for y in z]", "x: int = (y := 1)", "x: (y := int) = 1", "x += (y := 1)", "x += y := 1", "print(x := 1, end=(y := ''))", "(x := *y, 1)", "(x := (*y, 1))", "a.b[(x := 1)].c", "-(x := 1)", "(x := -1)", "x <(y := 1)", "x:=1", "(x:= 1)", "(x :=1)", "(x : = 1)", "(x == (y := 1))"):
    try: compile(src, "s", "exec"); print(repr(src), "compiles")
    except SyntaxError as e: print(repr(src), "|", e.msg, "|", e.offset, e.end_offset)
def scopes():
    r = [last := i for i in range(3)], last
    if any((hit := n) > 1 for n in (1, 2, 3)): pass
    nested = [[(deep := (i, j)) for j in "ab"] for i in range(2)]
    f = lambda: (inner := 5)
    f()
    g = (late := k for k in "xy")
    before = "late" in locals()
    list(g)
    return r, hit, deep, "inner" in locals(), before, late, sorted(locals())
print(scopes())
def outer():
    total = 0
    def add(xs):
        nonlocal total
        return [total := total + x for x in xs]
    return add([1, 2]), add([3]), total
print(outer())
total = 1
def uses_global():
    global total
    [total := total * x for x in (2, 3)]
uses_global(); print(total)
def shadow():
    try: [total := total + 1 for _ in "a"]
    except UnboundLocalError as e: return str(e)
    except NameError as e: return type(e).__name__ + str(e)
print(shadow())
def fails():
    try: (a := 1) + (b := 1 / 0) + (c := 2)
    except ZeroDivisionError: pass
    try: [d := i / (1 - i) for i in range(3)]
    except ZeroDivisionError: pass
    return {k: v for k, v in locals().items()}
print(fails())
class K:
    if (n := 10) > 5: m = n
    vals = [n + 1, (q := 3)]
print(K.n, K.m, K.q, hasattr(K, "p"))
def fib(n): return n if n < 2 else (c[n] if n in c else (c.__setitem__(n, r := fib(n - 1) + fib(n - 2)), r)[1])
c = {}; print(fib(30), [y for x in range(5) if (y := x * x) % 2 == 0], y)
x = 5; print((x := x + 1), x, (x := 0) or x, [x, x := 9, x], (lambda x: (x := x + 1, x))(1), x, dict(a=(z := 1), b=z), f"{(w := 3)}{w}", (u := [1, 2])[(v := 1)], u, v)
while chunk := (chunk[1:] if "chunk" in globals() else "abc"): print(chunk, end=" ")
print(repr(chunk))
