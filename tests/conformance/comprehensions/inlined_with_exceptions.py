# Inlined comprehensions (PEP 709) must restore shadowed locals also when they raise.
def f():
    i = "kept"
    try:
        [1 // (2 - i) for i in range(5)]
    except ZeroDivisionError as e:
        print(e, i)
    try:
        {k: [j for j in range(k)][5] for k in (3,)}
    except IndexError as e:
        print(e, i, "k" in locals(), "j" in locals())
    return i
print(f())
def g(x):
    r = [x for x in range(x)]
    return r, x, [[x for x in range(x)] for x in range(x)]
print(g(3))
def h():
    try: [u for _ in [1]]
    except NameError as e: print(type(e).__name__, e)
    u = 1
    print([u for _ in [1]])
    del u
    try: [u for _ in [1]]
    except NameError as e: print(type(e).__name__, e)
    return [lambda: u2 for u2 in (7, 8)]
print([f() for f in h()])
def k():
    cell = 1
    inner = [(lambda: cell + i)() for i in range(3)]
    def use(): return cell
    fs = [(lambda: cell) for cell in range(2)]
    return inner, use(), [f() for f in fs], cell
print(k())
def m(): return [locals().keys() >= {"z"} for z in [1]], [sorted(locals()) for z in [1]]
print(m())
i = 1
print([i for i in range(2)], i, [globals()["i"] for i in [5]])
del i
print([i for i in "q"], "i" in globals())
