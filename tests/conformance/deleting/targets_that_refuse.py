# del of names, items, slices and attributes in every scope: what is gone, what the errors say, and what comes back.
log = []
def attempt(src, **env):
    env.setdefault("log", log)
    try: exec(src, env); r = "ok"
    except Exception as e: r = f"{type(e).__name__}: {e}"
    print(repr(src), r, {k: v for k, v in env.items() if isinstance(v, (list, dict, int, str)) and k not in ("__builtins__", "log")}, log or ""); log.clear()
class Loud(dict):
    def __delitem__(self, k): log.append(f"del {k}"); super().__delitem__(k)
class A:
    x = 1
    def __delattr__(self, n): log.append(f"delattr {n}"); super().__delattr__(n)
    @property
    def ro(self): return 1
    @property
    def rw(self): return 1
    @rw.deleter
    def rw(self): log.append("deleter")
class S: __slots__ = ("s",)
for src in ("del x", "x = 1; del x; x", "x = y = 1; del x, y", "del (x)", "x = y = 1; del (x, y)", "x = y = 1; del [x, [y]]", "del ()", "del []", "x = 1; del x, x", "l = [1, 2, 3]; del l[0], l[0]", "l = [1]; del l[5]", "l = [1, 2, 3, 4]; del l[1:3]", "l = list(range(6)); del l[::2]", "l = [1, 2]; del l[::-1]", "l = [1]; del l['a']", "l = [1]; del l[1.0]", "l = [1, 2]; del l[True]", "l = [1]; del l[10:20]", "l = [1]; del l[:]", "l = [1]; del l[-1]", "l = [1]; del l[-2]", "l = [1, 2, 3]; del l[None:2]", "d = {'a': 1}; del d['a']", "d = {}; del d['z']", "d = {}; del d[[]]", "t = (1,); del t[0]", "s = 'a'; del s[0]", "r = range(3); del r[0]", "b = bytearray(b'abc'); del b[1]; x = b.decode()", "b = b'a'; del b[0]", "n = 5; del n[0]", "n = 5; del n.real", "n = None; del n.x", "del len", "del __builtins__; len", "import sys; del sys.nothing", "def f():\n x = 1; del x; return x\nf()", "def f():\n del x\nf()", "x = 1\ndef f():\n global x; del x\nf(); x", "x = 1\ndef f():\n del x\nf()", "def f():\n x = 1\n def g():\n  nonlocal x; del x\n g(); return x\nf()", "def f(x):\n def g(): return x\n del x; return g()\nf(1)", "class C:\n x = 1; del x\nC.x", "class C:\n del nothing", "x = 0\nclass C:\n x = 1; del x; y = x\nz = C.y", "for i in [1, 2]: del i\ni", "for i in 'a': pass\ndel i; i", "try: 1/0\nexcept Exception as e: pass\ne", "try: 1/0\nexcept Exception as e: del e", "try: 1/0\nexcept Exception as e: e = 5\ne", "e = 'before'\ntry: 1/0\nexcept Exception as e: pass\ne", "def f(a=[1]):\n del a[:]; return a\nx = f()", "x = [1, 2, 3]\nfor i in x: del x[0]", "d = {1: 1, 2: 2}\nfor k in d: del d[k]", "x = {1}; del x[0]", "m = memoryview(bytearray(b'ab')); del m[0]", "x = 1; del x; x = 2", "if 0: x = 1\ndel x", "del a.b.c", "x = lambda: y; del y", "import os.path; del os; os", "x: int; del x", "__name__ = 'n'; del __name__; __name__"): attempt(src)
for src in ("del a.x", "a.y = 1; del a.y; a.y", "del a.ro", "del a.rw", "del A.x; a.x", "del a.nothing", "del a.__class__", "del a.__dict__; a.z = 1; x = a.z", "del A.__delattr__; del a.q", "del d['k']", "del d['k'], d['gone']", "del s.s", "s.s = 1; del s.s; s.s", "del s.other", "del S.s; s.s = 1", "del a.__dict__['no']"): attempt(src, a=A(), A=type("A", (A,), {"x": 2}) if "A.x" in src else A if "del A" not in src else type("A2", (A,), {}), d=Loud(k=1), s=S(), S=S)
for src in ("del", "del 1", "del f()", "del (f())", "del a + b", "del -a", "del a if b else c", "del [a, f()]", "del (a, 1)", "del *a", "del *a,", "del (*a,)", "del {}", "del {a}", "del [a for a in b]", "del lambda: 1", "del None", "del True", "del __debug__", "del x := 1", "del (x := 1)", "del a = 1", "del a: int", "del 'a'", "del f'{a}'", "del ...", "del a.b()", "del a[b]()", "del await a", "del yield", "del (yield)", "del a; b", "del a,", "del (a),", "del a b", "del not a", "del a and b", "del a < b", "del a.1", "del a[]", "del a[*b]", "del a[b:=1]", "del ((a), [b, (c)])", "del a.__debug__", "del (a for a in b)", "del {**a}"):
    try: compile(src, "s", "exec"); print(repr(src), "compiles")
    except SyntaxError as e: print(repr(src), e.msg, e.offset, e.end_offset)
