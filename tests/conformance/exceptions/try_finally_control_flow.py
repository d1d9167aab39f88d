# finally overrides return, break and continue; else and finally run in order.
import warnings; warnings.simplefilter("ignore")
src = '''
def a():
    try: return "try"
    finally: print("finally")
def b():
    try: return "try"
    finally: return "finally"
def c():
    for i in range(3):
        try: continue
        finally: print("f", i)
    else: return "else"
def d():
    while True:
        try: return "ret"
        finally: break
    return "after"
def e():
    try: 1 / 0
    except ZeroDivisionError: return "except"
    else: return "else"
    finally: print("fin")
def f():
    x = 1
    try: return x
    finally: x = 2
def g():
    for i in range(2):
        try:
            try: 1 / 0
            finally: continue
        except ZeroDivisionError: print("never")
    return "swallowed"
def h(n):
    try:
        if n: raise KeyError(n)
    except (ValueError, KeyError) as e: r = repr(e)
    else: r = "no"
    finally: print("f", n)
    return r
def i():
    try:
        try: return print("1")
        finally: print("2")
    finally: print("3")
def j():
    r = []
    for x in range(5):
        try:
            if x == 1: continue
            if x == 3: break
            r.append(x)
        finally: r.append("f")
    return r
print(a(), b(), c(), d(), e(), f(), g(), h(0), h(1), i(), j())
'''
exec(src)
def deep():
    try:
        try: raise ValueError("v")
        except KeyError: print("no")
        finally: print("inner")
    except ValueError as e: print("outer", e)
    else: print("no else")
    try: pass
    except: print("no")
    else: print("else")
    try:
        try: raise OSError
        except OSError: raise
    except Exception as e: print(type(e).__name__)
deep()
for bad in (5, (ValueError, 5), "x", [ValueError]):
    try:
        try: raise KeyError("k")
        except bad: pass
    except (TypeError, KeyError) as e: print(type(e).__name__, e)
try: raise ValueError
except (KeyError, (ValueError, IndexError)) if 0 else ValueError: print("ok")
try: raise IndexError
except LookupError as e: print(repr(e))
