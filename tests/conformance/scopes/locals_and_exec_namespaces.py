# locals() gives a fresh snapshot in functions, the namespace itself elsewhere; exec and eval take any mapping as locals.
def snap():
    x = 1
    a = locals(); a["x"] = 50; a["new"] = 1
    b = locals()
    return a is b, x, sorted(a), sorted(b)
print(snap())
class C:
    y = 1
    locals()["z"] = 2
    same = locals() is locals()
print(C.z, C.same, locals() is globals())
def ex():
    x = 1
    exec("x = 2; w = 3")
    try: w
    except NameError as e: print(e)
    ns = {}
    exec("x = x + 1; q = 4", {"x": 10}, ns)
    return x, ns, eval("x"), eval("x + y", {"y": 5}, {"x": 7})
print(ex())
print([sorted(k for k in locals() if k in ("i", "tag")) for i in range(2)])
def comp():
    tag = 1
    return [sorted(locals()) for i in range(1)], list(sorted(locals()) for i in range(1)), eval("[tag for _ in range(1)]")
print(comp())
class Log(dict):
    def __getitem__(self, k): print("  get", k); return dict.__getitem__(self, k)
    def __setitem__(self, k, v): print("  set", k); dict.__setitem__(self, k, v)
    def __delitem__(self, k): print("  del", k); dict.__delitem__(self, k)
    def __missing__(self, k): raise KeyError(k)
exec("a = 1; b = a + len('x'); del a\nclass K: pass\nimport sys\nfor i in (1,): pass\ndef f(): return b", {}, Log())
class Default(dict):
    def __missing__(self, k): return f"<{k}>"
print(eval("foo + bar", {"bar": "!"}, Default()))
class Only:
    def __getitem__(self, k):
        if k == "v": return 42
        raise KeyError(k)
print(eval("v", {}, Only()))
for code in ("exec('x = 1', {}, Only())", "exec('nope', {}, Only())", "eval('1', None, None)", "eval('x', {'x': 1}, None)", "exec(5)", "eval(b' 1')", "eval('')", "eval('x = 1')", "eval('  1')", "exec('  x = 1')", "eval('1\\n')", "eval('\\0')", "exec(b'\\xff')", "exec('')", "eval(compile('1', 'f', 'exec'))", "exec(compile('1', 'f', 'eval'))", "eval('1', globals={}, locals={})", "exec('print(__builtins__ is not None)', {})", "eval('len', {'__builtins__': {}})", "eval('len([])', {'__builtins__': {'len': lambda x: 'mine'}})", "exec('class X: pass', {'__builtins__': {}})", "exec('import os', {'__builtins__': {}})", "exec('def f(): global q; q = 1\\nf()\\nprint(q)', {}, {})", "exec('x = 1\\ndef f(): return x\\nprint(f())', {}, {})", "exec('x = 1\\nprint([x for _ in (1,)])', {}, {})", "vars(5)", "vars(C).x", "dir(5, 6)", "globals(1)", "exec(snap.__code__)", "exec('1', closure=())", "exec((lambda: C).__code__, {}, closure=None)"):
    try: print(code, "->", eval(code))
    except SyntaxError as e: print(code, "-> SyntaxError", e.msg)
    except Exception as e: print(code, "->", type(e).__name__, e)
def outer():
    v = 1
    def inner(): nonlocal v; v += 1; return v
    return inner
from types import CellType
f = outer(); exec(f.__code__, {}, closure=f.__closure__); print(f())
for cl in ((), (1,), [CellType(1)], (CellType(1), CellType(2))):
    try: exec(f.__code__, {}, closure=cl)
    except TypeError as e: print(e)
