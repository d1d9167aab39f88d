# Which uses of global and nonlocal compile, what the errors say and where they point, and what the accepted ones do.
bad = """def f():\n x\n global x|def f():\n x = 1\n global x|def f():\n del x\n global x|def f():\n x: int\n global x|def f():\n import x\n global x|def f():\n for x in y: pass\n global x|def f(x):\n global x|def f(*x):\n nonlocal x|def f():\n nonlocal x|nonlocal x|def f():\n global x\n nonlocal x|def f():\n x = 1\n def g():\n  global x\n  nonlocal x|def f():\n x = 1\n def g():\n  x = 2\n  nonlocal x|def f():\n x = 1\n def g():\n  print(x)\n  nonlocal x|def f():\n x = 1\n def g(x):\n  nonlocal x|def f():\n global x\n def g():\n  nonlocal x|class C:\n x = 1\n def g(self):\n  nonlocal x|def f():\n class C:\n  x = 1\n  def g(self):\n   nonlocal x|class C:\n nonlocal x|def f():\n x = 1\n class C:\n  nonlocal x\n  x = 2\n return x|class C:\n global x\n x = 1|global x\nx = 1|x = 1\nglobal x|global x, x|def f():\n global x, y, x|def f():\n global x\n global x|def f():\n global x\n def x(): pass|def f():\n global x\n class x: pass|def f():\n global x\n import x|def f():\n global x\n for x in 'a': pass|def f():\n global x\n with a as x: pass|def f():\n global x\n try: pass\n except E as x: pass|def f():\n global x\n [x for x in 'a']|def f():\n global x\n [x := 1 for y in 'a']|def f():\n [x := 1 for y in 'a']\n global x|def f():\n global x\n x += 1|def f():\n global x\n match a:\n  case x: pass|def f():\n global x\n lambda x: x|def f():\n global x\n def g(x): return x|def f():\n def g():\n  nonlocal x\n x = 1|def f():\n def g():\n  nonlocal x\n [x for x in y]|def f():\n def g():\n  nonlocal x\n [x := 1 for y in z]|def f[T]():\n nonlocal T|def f[T]():\n global T|def f[T]():\n def g():\n  nonlocal T\n  T = 1|class C[T]:\n nonlocal T|class C[T]:\n T = 1|def f():\n T = 1\n class C[T]:\n  nonlocal T|def f():\n nonlocal __class__|class C:\n def f(self):\n  nonlocal __class__|class C:\n def f(self):\n  nonlocal __class__\n  __class__ = 1|class C:\n def f(self):\n  global __class__\n  super()|def f():\n global __x|def f():\n global None|global|global x.y|global x = 1|nonlocal|global *|def f():\n x = 1\n exec('nonlocal x')|lambda: (global x)|if 1: global x|def f():\n if 0: global x\n x = 1|def f():\n x = 1\n def g():\n  def h():\n   nonlocal x\n   x = 2\n  h()\n g()\n return x|def f():\n print(__debug__)\n global __debug__|def f():\n global x\n x: int|def f():\n global x\n x: int = 1|def f():\n x = 1\n def g():\n  nonlocal x\n  x: int = 2|async def f():\n global x\n async for x in y: pass|def f():\n type X = int\n global X|def f():\n global X\n type X = int|def f(a=(y := 1)):\n global y|def f():\n from a import b as x\n global x|def f():\n x.y\n global x|def f():\n x()\n global x|def f():\n f'{x}'\n global x|def f():\n lambda: x\n global x|def f():\n def g(): x\n global x|def f():\n [x for y in z]\n global x"""
for src in bad.split("|"):
    try: compile(src, "s", "exec"); print(repr(src), "compiles")
    except SyntaxError as e: print(repr(src), "!", e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset, e.text if e.text is None else e.text.strip())
ns = {"print": print}
exec("""
def f():
    global made, Cls, mod, fn, loop, ctx
    made = 1
    class Cls: v = 1
    import math as mod
    def fn(): return made
    for loop in "ab": pass
    [ctx := i for i in range(3)]
    try: 1 / 0
    except ZeroDivisionError as made: pass
    return "made" in globals()
print(f(), sorted(k for k in globals() if k[0] != "_" and k not in ("print", "f")))
class K:
    global in_class
    in_class = "global from a class"
    def in_class2(self): pass
    x = in_class
print(in_class, K.x, hasattr(K, "in_class"))
def counter():
    n = 0
    class Inc:
        nonlocal n
        n = 10
        m = n
    def step():
        nonlocal n
        n += 1
        return n
    return step, lambda: n, Inc
s, get, Inc = counter(); print(s(), s(), get(), Inc.m, hasattr(Inc, "n"))
def private():
    class P:
        def f(self):
            global __hidden
            __hidden = 5
    P().f(); return sorted(k for k in globals() if "hidden" in k)
print(private())
def deleted():
    v = 1
    def d():
        nonlocal v
        del v
    d()
    try: v
    except NameError as e: return type(e).__name__, str(e)
print(deleted())
""", ns)
