# Carets point at the part of the line that failed, in every kind of expression.
import traceback
def show(f):
    try: f()
    except Exception as e: print("\n".join(l for l in traceback.format_exc().splitlines()[3:]))
class O: pass
o, n, d, l = O(), None, {}, [1]
def t1(): return 1 + 2 * (3 / 0) + 4
def t2(): return o.a.b.c
def t3(): return d["x"]["y"]
def t4(): return len(1, 2) + 3
def t5():
    return (1 +
            n + 2)
def t6(): l[0][1] = 5
def t7(): d.update(a=1, b=n.x)
def t8(): x, y = 1, 2; a, b, c = x, y
def t9(): return "é" + "日本" + n
def t10(): assert 1 == 2, "msg"
def t11(): return [i for i in range(3) if i / 0]
def t12(): del d["q"]
def t13(): return -"a"
def t14(): raise ValueError("raised")
def t15(): return 1 < n < 3
def t16():
    with n as x: pass
def t17(): return f"{n.x} text"
def t18(): import no_such_module_x
def t19(): return (lambda x: x.y)(3)
def t20():
    return max(
        1,
        n.attr,
    )
def t21(): l[5] += 1
def t22(): for_ = [*n]
def t23(): o.x += 1
def t24(): return t24(1)
for f in (t1, t2, t3, t4, t5, t6, t7, t8, t9, t10, t11, t12, t13, t14, t15, t16, t17, t18, t19, t20, t21, t22, t23, t24): show(f)
