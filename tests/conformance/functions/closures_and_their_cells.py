# Cells as objects, __closure__ and exec(closure=…), functions whose cells are swapped or emptied, and the names for free variables that have no value.
import types, sys
def attempt(f, *a, **k):
    try: r = f(*a, **k); print(r)
    except Exception as e: print(type(e).__name__, e)
Cell = types.CellType
c = Cell(); attempt(lambda: c.cell_contents); attempt(lambda: bool(c)); attempt(lambda: Cell(1) < Cell(2)); attempt(lambda: Cell() < Cell(0)); attempt(lambda: Cell() == Cell()); attempt(lambda: Cell(1) == 1); attempt(lambda: Cell(1) < 3); attempt(lambda: Cell("a") < Cell(1)); attempt(lambda: hash(Cell(1))); attempt(Cell, 1, 2); attempt(lambda: Cell(x=1))
c.cell_contents = 5; print(c.cell_contents, repr(c).split(" at 0x")[0], repr(c).split(": ")[1].split(" at")[0]); del c.cell_contents; attempt(delattr, c, "cell_contents"); print(repr(c).split(": ")[1]); attempt(setattr, c, "x", 1)
def outer(v, w):
    def inner(): return v, w
    def setter(x): nonlocal v; v = x
    def deleter(): nonlocal v; del v
    return inner, setter, deleter
inner, setter, deleter = outer(1, 2)
print(inner.__code__.co_freevars, [x.cell_contents for x in inner.__closure__], setter.__closure__[0] is inner.__closure__[0])
setter(8); print(inner(), inner.__closure__[0].cell_contents); deleter(); attempt(inner); attempt(deleter); attempt(lambda: inner.__closure__[0].cell_contents)
inner.__closure__[0].cell_contents = "from outside"; print(inner())
code = inner.__code__
F = types.FunctionType
attempt(F(code, globals(), "n", None, (Cell("a"), Cell("b")))); attempt(lambda: F(code, globals(), "n", None, (Cell(), Cell("b")))())
for clo in (None, (), (Cell(1),), (Cell(1),) * 3, [Cell(1)] * 2, (1, 2)): attempt(lambda: F(code, {}, "n", None, clo))
for clo in (None, (), (Cell(1),), (Cell("p"), Cell("q")), [Cell(1), Cell(2)], (1, 2)):
    attempt(exec, code, {}, None, closure=clo)
attempt(exec, "x = 1", {}, closure=()); attempt(exec, "x = 1", {}, closure=(Cell(),)); attempt(exec, compile("1", "s", "exec"), {}, closure=(Cell(),)); attempt(exec, compile("1", "s", "exec"), {}, closure=()); attempt(eval, "1", {}, closure=None)
def writes():
    total = 0
    def body():
        nonlocal total
        total += 1
        name = "local"
    return body, lambda: total
body, total = writes()
for _ in range(3): exec(body.__code__, {}, closure=body.__closure__)
print(total())
own = Cell(40); exec(body.__code__, closure=(own,)); print(own.cell_contents, total())
def early():
    def use(): return later
    try: use()
    except NameError as e: print(type(e).__name__, e, e.name)
    later = 1; print(use()); del later
    try: use()
    except NameError as e: print(type(e).__name__, e)
    try: later
    except UnboundLocalError as e: print(type(e).__name__, e, e.name)
    [later for later in "x"]
    def cls():
        class K:
            try: print(later)
            except NameError as e: print(type(e).__name__, e)
            later = 2
            print(later)
    cls()
early()
def params(a, b=(lambda: a2)):
    a2 = a
    def get(): return a, b
    a = "rebound"
    return get()[0]
print(params("given"))
fs = [lambda: i for i in range(3)]; print([f() for f in fs], [f.__closure__ and f.__closure__[0] is fs[0].__closure__[0] for f in fs])
def loop():
    return [(lambda: i, lambda i=i: i) for i in range(2)]
print([(a(), b()) for a, b in loop()])
class M:
    def who(self): return __class__
    def sup(self): return super().__init__
print(M.who.__closure__[0].cell_contents is M, M.who.__code__.co_freevars, M.sup.__code__.co_freevars)
M.who.__closure__[0].cell_contents = int; print(M().who()); attempt(lambda: M().sup()); del M.who.__closure__[0].cell_contents; attempt(lambda: M().who()); attempt(M().sup)
