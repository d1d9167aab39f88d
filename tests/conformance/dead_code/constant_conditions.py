# Branches that never run still bind scopes, and constant folding keeps every error.
def f():
    if 0: x = 1
    try: return x
    except UnboundLocalError as e: return str(e)
def g():
    if False: yield
def h():
    return 1
    yield 2
print(f(), list(g()), list(h()))
def k():
    while 0: print("never"); break
    else: print("while else")
    if not __debug__ or "": print("never")
    elif 1 and "x": print("elif")
    if None: pass
    elif (): pass
    else: print("else")
    return 1 if () else 2 if [] else 3
print(k())
for code in ("1 / 0", "(1, 2)[5]", "'a' + 1", "1 << -1", "-'a'", "'%d' % 'x'", "2 ** -1", "0 ** -1", "1 % 0", "'a' * -1", "'abc'[10]", "{}[1]", "[][0]", "10 ** 400 * 1.0", "1 if 1 / 0 else 2", "not 1 / 0", "1 or 1 / 0", "0 and 1 / 0", "len(1)", "(1).x", "'x' in 1"):
    def never(): return eval(code)
    try: print(code, "=", never())
    except Exception as e: print(code, "->", type(e).__name__, e)
def lines():
    try:
        x = (1 +
             2 *
             (3 // 0))
    except ZeroDivisionError as e: return e.__traceback__.tb_lineno - lines.__code__.co_firstlineno
print(lines(), "a" "b" * 2, -0.0, 0.0, -0, 1e3, (1, 2) + (3,), "%s" % "x", (1, (2, 3)) is not None, -(1j), not 1 < 2, 5 in (5, 6), "b" in {"a", "b"}, [1, 2] == [1, 2], 2 ** 10, 1 - 1.0, (0.0, -0.0), {0.0, -0.0}, (True, 1, 1.0))
def consts(): return (1, 1.0, True, 0.0, -0.0, "1", b"1", 1 + 0j)
print(consts(), [type(c).__name__ for c in consts()])
def after():
    for i in (1, 2):
        try: continue
        finally: print("f", i)
        print("unreachable")
    else: return "end"
    return "unreachable"
print(after())
