# A comprehension has its own targets, sees enclosing names, and evaluates its first iterable outside.
x = "outer"
print([x for x in range(3)], x, [y := 5, y], {x: x * 2 for x in "ab"}, {c for c in "a"}, x)
print([(i, j) for i in range(3) for j in range(i)], [i for i in range(10) if i % 2 if i > 3], [[j for j in range(i)] for i in range(3)], [a + b for a, b in [(1, 2), (3, 4)]], [x for x, in [(1,)]], [x for x in (1, 2) if x > 1 or x < 0])
class C:
    v = 5
    l = [v for v in [v, v + 1]]
    try: m = [v * i for i in range(2)]
    except NameError as e: m = str(e)
    n = [v for _ in [0]] if False else None
print(C.l, C.m)
fs = [lambda: i for i in range(3)]
print([f() for f in fs], [f() for f in [lambda i=i: i for i in range(3)]])
def f():
    n = 10
    r = [n + i for i in range(2)]
    s = [last := i for i in range(4)]
    g = lambda: [n * k for k in range(2)]
    n = 20
    return r, last, g(), locals()["n"]
print(f())
try: [z for z in undefined_name]
except NameError as e: print(e)
try: [q for _ in range(1)]
except NameError as e: print(e)
try: z
except NameError as e: print(e)
g = (i for i in [1, 2, 3]); print(next(g), list(g), type(g).__name__)
print([*(i for i in "ab")], sum(i for i in range(4)), dict((k, 1) for k in "a"), max((len(s) for s in ["a", "bb"]), default=0))
for src in ("[i := 0 for i in range(1)]", "[i for i in (j := [1])]", "[(i, j) := 1 for k in x]", "[i for i, in]", "[*a for a in b]", "{**a for a in b}", "[x, y for x in z]", "class A: [b := 1 for c in d]", "{k: v for k in a, b}"):
    try: compile(src, "<t>", "exec"); print("ok", src)
    except SyntaxError as e: print(src, "->", e.msg)
