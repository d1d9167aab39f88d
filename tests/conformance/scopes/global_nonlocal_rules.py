# Where names are looked up, and the errors of the symbol table.
x = "g"
def f():
    global x, newg
    x = "changed"; newg = 1
f(); print(x, newg)
def shadow():
    try: print(x)
    except UnboundLocalError as e: print(e)
    x = 1
shadow()
class C:
    x = x + "!"
    y = [x]
    def m(self): return x
    global z
    z = "from class"
print(C.x, C.y, C().m(), z, hasattr(C, "z"))
def outer():
    x = "o"
    class D:
        nonlocal x
        x = "set by class"
        w = x
    return x, D.w, hasattr(D, "x")
print(outer())
def out2():
    x = "enclosing"
    class E:
        print(x)
        x = "own"
        print(x)
        del x
        print(x)
    def f():
        global x
        return x
    return f()
print(out2())
def dele():
    x = 1
    del x
    try: x
    except UnboundLocalError as e: print(e)
    try: del x
    except UnboundLocalError as e: print(e)
dele()
try: del nothere
except NameError as e: print(e)
for src in ("def f():\n x = 1\n global x", "def f():\n print(x)\n global x", "def f(x):\n global x", "nonlocal x", "def f():\n nonlocal x", "def f(a, a): pass", "def f():\n nonlocal x\n global x", "def f(x):\n nonlocal x", "x: int = 1\nglobal x", "def f():\n x: int\n global x", "def f():\n for x in y:\n  global x", "lambda a, a: 1", "def f(*, a, **a): pass", "def f():\n global x\n x: int = 1", "class C:\n nonlocal y", "def f():\n import x\n global x", "def f(a=1, b): pass", "def f(*): pass", "def f(**k, a): pass", "def f(a, /, b, /): pass", "def f(*a, *b): pass", "f(a=1, 2)", "f(**a, *b)", "f(a=1, a=2)", "f(x for x in y, 1)", "def f(/, a): pass", "def f(*, **k): pass"):
    try: compile(src, "<t>", "exec"); print("ok", src.replace("\n", "|"))
    except SyntaxError as e: print(src.replace("\n", "|"), "->", e.msg, e.lineno, e.offset)
