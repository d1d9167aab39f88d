# del on every target, and what is left behind.
x = [1, 2, 3, 4, 5]
del x[0], x[-1], (x[0]); print(x); del x[:]; print(x)
a = b = c = 1
del a, (b, [c]); print([n for n in "abc" if n in globals()])
class O:
    def __delattr__(self, n): print("delattr", n)
    def __delitem__(self, k): print("delitem", k)
    def __getattr__(self, n): print("get", n); return self
o = O(); del o.x, o["k"], o.y.z, o[1:2], o[1, ...]
def f():
    v = 1; del v
    try: return v
    except UnboundLocalError as e: print(e)
    v = 2; return v
print(f())
def g(p):
    del p
    return locals()
print(g(1))
def h():
    global gone
    gone = 1; del gone
    try: gone
    except NameError as e: print(e)
h()
for i in range(3):
    if i == 1: del i; continue
    print(i)
class C:
    a = 1; del a
    try: del a
    except NameError as e: print(e)
print(hasattr(C, "a"))
for src in ("del f()", "del 1", "del a + b", "del (a, 1)", "del {}", "del x if y else z", "del *a", "del (yield)", "del None", "del ()", "del [], (), [[]]", "del a.b, c[d]", "del"):
    try: compile(src, "<t>", "exec"); print("ok", src)
    except SyntaxError as e: print(src, "->", e.msg)
try: raise ValueError(1)
except ValueError as e:
    del e
def cell():
    n = 1
    def inner(): return n
    del n
    try: inner()
    except NameError as e: return str(e)
print(cell())
