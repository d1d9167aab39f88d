# PEP 667: locals() in a function is a snapshot; frame.f_locals writes through.
import sys
def f(a):
    b = 2
    d = locals(); d["a"] = 99; d["new"] = 1
    print(a, d, locals() is d, locals())
    fl = sys._getframe().f_locals
    fl["b"] = "written"; fl["extra"] = 5
    print(b, fl["extra"], "a" in fl, type(fl).__name__, sorted(fl), "extra" in locals())
    def inner(): return a
    c = inner()
    sys._getframe().f_locals["a"] = "cell"
    print(a, inner())
    del b
    print(sorted(locals()))
f(1)
def ex():
    x = 1
    exec("x = 2; y = 3; print(sorted(locals()))")
    print(x, eval("x + 1"), [eval("x") for _ in [1]] if True else 0)
    ns = {}
    exec("z = x", {"x": 10}, ns); print(ns, "z" in locals())
ex()
print(locals() is globals(), "f" in locals())
class C:
    a = 1
    locals()["b"] = 2
    print(sorted(k for k in locals() if not k.startswith("__")), vars() is locals())
print(C.b)
def caller(): return sys._getframe(1).f_code.co_name, sys._getframe().f_back.f_lineno > 0
def who(): return caller()
print(who(), sys._getframe().f_code.co_name, sys._getframe().f_back)
exec("v = 1\ndef q(): return v\nprint(q())", ns := {}); print(sorted(k for k in ns))
g = (locals() for _ in [1]); print(sorted(next(g)))
def dirs(q, *r, **s): return dir(), vars()
print(dirs(1, 2, t=3))
