# Stars in assignments, displays, calls, returns and loops.
first, *middle, last = range(6)
print(first, middle, last)
*start, end = "abc"
print(start, end)
(a, *b), c = [1, 2, 3], 4
print(a, b, c)
[x, [y, *z]] = 1, "hello"
print(x, y, z)
print([*range(3), *"ab"], (*[1], 2), {*[1, 1, 2]}, {**{"a": 1}, "b": 2, **{"a": 3}})
for head, *tail in [(1, 2, 3), "xy", [7]]:
    print(head, tail)


def f(*args, sep="-", **kw):
    return sep.join(map(str, args)), kw


print(f(*[1, 2], 3, *(4,), sep="+", **{"k": 1}, j=2))


def ret(t):
    return 0, *t


def gen(t):
    yield *t, "end"


print(ret([1, 2]), list(gen("ab")), *reversed([1, 2, 3]))
a, b = b, a
print(a, b)
i = 0
i, lst = 1, [0, 0, 0]
i, lst[i] = 2, "at"
print(i, lst)
for bad in ("a, b = 1,", "a, b = 1, 2, 3", "a, *b, c = [1]", "a, b = 5", "a, b = {}", "f(**{'sep': 1}, sep=2)",
            "f(*5)", "f(**5)", "f(**{1: 2})", "[*5]", "{**5}"):
    try:
        exec(bad)
    except Exception as e:
        print(bad, "->", type(e).__name__, e)
d = dict(zip("xyz", range(3)))
(k1, v1), *others = d.items()
print(k1, v1, others)
