# := binds in the enclosing function, also from comprehensions.
if (n := len("abc")) > 2: print(n)
while (n := n - 1): print(n)
print([y := 1, y ** 2], (z := 5, z + 1), f"{(w := 3)} {w}", [last := x for x in range(4)], last, any((hit := v) > 1 for v in (1, 2, 3)), hit)
def f(a=(d := 7)): return a, [t := a + i for i in range(2)], t
print(f(), d, (lambda: (q := 2) + q)(), {k: (v := k * 2) for k in range(2)}, v)
def g():
    [[inner := i * j for i in range(3)] for j in range(3)]
    return inner
print(g(), [i for i in range(5) if (sq := i * i) > 3], sq)
def h():
    global glob
    [glob := i for i in range(2)]
def k():
    nl = 0
    def inn():
        nonlocal nl
        [nl := i for i in range(5)]
    inn(); return nl
h(); print(glob, k(), (a := 1) + (a := 2) * a, a, x if (x := 0) else "zero", not (b := 0), b)
print(dict(a=(c := 1)), c, [1, 2, 3][(i := 1)], "abc"[(s := 1):], max((m := 3), 2), m)
for src in ("x := 1", "(x.y := 1)", "(x[0] := 1)", "f(x := 1)", "f(a=b := 1)", "(a, b := 1)", "((a, b) := 1)", "lambda: x := 1", "a = b := 1", "def f(a := 1): pass", "[x := 1 for x in y]", "[a for b in (c := d)]", "assert x := 1", "{a := 1: 2}", "{(a := 1): 2}", "{a := 1}", "x[a := 1]", "x[a := 1, b := 2]", "del (a := 1)", "with (a := b): pass", "with a := b: pass", "return x := 1", "@(a := b)\ndef f(): pass", "True := 1", "(True := 1)", "f'{x:=5}'", "(yield := 1)", "if x := 1: pass"):
    try: compile(src, "<t>", "exec"); print("ok", src.replace("\n", "|"))
    except SyntaxError as e: print(src.replace("\n", "|"), "->", e.msg)
