# Starred and nested targets, order of stores, and the errors of wrong lengths.
a, b = 1, 2; a, b = b, a; print(a, b)
a, *b, c = range(5); print(a, b, c); *a, = "xyz"; print(a); (a, (b, *c)), d = (1, "234"), 5; print(a, b, c, d)
[x, [y]] = 1, [2]; print(x, y); a = b = [0]; print(a is b); i, l = 0, [0, 0]; i, l[i] = 1, 9; print(i, l)
for a, (b, *c) in [(1, "ab"), (2, [3])]: print(a, b, c)
class O: pass
o, d = O(), {}
o.x, d["k"], *d["rest"] = 1, 2, 3, 4; print(o.x, d)
() = []; [] = (); [a] = "q"; (a,) = {5: 6}; print(a)
for code in ("a, b = 1,", "a, b = 1, 2, 3", "a, *b, c = 1,", "a, b = 5", "a, b = None", "*a, = 5", "() = 1,", "a, (b, c) = 1, 2", "(a, b), c = 'xyz', 1", "[a, b] = {1}", "a, b = iter([1])", "for a, b in [1]: pass", "a, b = {'x': 1}", "a, b, c = 'ab'", "*a, b = []", "a, b = range(10**6)", "a, b, *c = [1]"):
    try: exec(code); print("ok", code)
    except Exception as e: print(code, "->", type(e).__name__, e)
for code in ("*a = 1", "*a, *b = 1", "a, b += 1", "*a", "del *a", "[*a, *b] = c", "(*a) = 1", "x = *a", "*a, = *b", "print(*a for a in b)", "return *a", "a: int, b = 1", "(a): int = 1", "*a: int", "(a, b): int", "f(): int", "for *a in b: pass", "for *a, b in c: pass", "(a := 1) = 2", "a.b: int = 1", "a[0]: int"):
    try: compile(code, "<t>", "exec"); print("ok", code)
    except SyntaxError as e: print(code, "->", e.msg)
def g():
    print("one"); yield 1
    print("two"); yield 2
    print("three"); yield 3
    print("end")
try: a, b = g()
except ValueError as e: print(e)
a, b, c = g()
def r(): t = (2, 3); return 1, *t, 4
print(r(), *r()[1:], [*r(), *r()][5], {*r()}, (*"a", *[], *{}), [*range(2), *"b"])
for x in *[1, 2], 3: print(x, end=" ")
print(max(*[1, 5], *(3,)), "{} {}".format(*"ab"), dict(**{"a": 1}, b=2), *[[]], sep="|")
