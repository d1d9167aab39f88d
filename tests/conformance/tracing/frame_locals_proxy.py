# f_locals of a function reads and writes its variables (PEP 667); added names stay with the frame.
import sys


def f(a, b=2):
    c = 3
    def g(): return c
    p = sys._getframe().f_locals
    print(type(p).__name__, p["a"], p["c"], len(p), list(p))
    p["a"], p["c"], p["new"] = 10, 30, 40
    print(a, c, g(), p["new"], "new" in p, "zz" in p, p is sys._getframe().f_locals, p == sys._getframe().f_locals)
    for text in ("p['zz']", "p.pop('a')", "p.pop('zz')", "p.pop('zz', 1)", "p.pop('new')", "p.update(3)", "p.update({'q': 1})",
                 "p.setdefault('a', 9)", "p.setdefault('nn', 9)", "p.get('xx')", "p.get('a')", "p.get()", "p | 3",
                 "({'w': 1} | p)['w']", "(p | {'w': 1})['w']", "hash(p)", "type(p)()", "type(p)(1)", "p.__ior__(3)",
                 "sorted(n for n in p.keys() if len(n) < 3)", "p.__delitem__('a')", "p.__delitem__('zz')", "p[[]]", "p[1]",
                 "list(reversed(p))[-1]", "p.copy() == dict(p)", "p == dict(p)", "p != dict(p)", "type(p.items()[0])", "bool(p)"):
        try: print(text, "=>", eval(text, {"p": p}))
        except Exception as e: print(text, type(e).__name__, e)
    snapshot = locals()
    snapshot["a"] = 99
    print(a, type(snapshot).__name__, snapshot is locals())
    del b
    print("b" in p)
    p["b"] = 5
    print(b)


f(1)


class C:
    y = 1
    z = [sorted(locals()) for q in [1]]
    print(type(sys._getframe().f_locals).__name__, sys._getframe().f_locals is locals())


print(C.z)


def comprehension():
    u = 1
    return [sorted(locals()) for q in [1]], [type(sys._getframe().f_locals).__name__ for q in [1]]


print(comprehension())
print(sys._getframe().f_locals is globals())
exec("print(sorted(sys._getframe().f_locals)[:1])", {"sys": sys}, {"only": 1})
