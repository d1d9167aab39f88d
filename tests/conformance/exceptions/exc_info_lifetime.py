# sys.exception() is that of the innermost handler, restored on leaving; names are deleted.
import sys
print(sys.exception(), sys.exc_info())
def f():
    try: raise ValueError("f")
    except ValueError: return repr(sys.exception())
try: raise KeyError("outer")
except KeyError as e:
    print(f(), repr(sys.exception()))
    try: raise TypeError("in")
    except TypeError: print(repr(sys.exception()), repr(sys.exception().__context__))
    print(repr(sys.exc_info()[1]), sys.exc_info()[0].__name__)
    e = 5
print(sys.exception(), "e" in globals())
try: raise ValueError
except ValueError as e: del e
print("e" in globals())
def loop():
    for i in range(3):
        try: [][i]
        except IndexError:
            if i == 1: break
            continue
    return sys.exception()
print(loop())
def tb():
    try: nested(3)
    except RuntimeError as e:
        t, names = e.__traceback__, []
        while t: names.append((t.tb_frame.f_code.co_name, t.tb_lineno - tb.__code__.co_firstlineno)); t = t.tb_next
        return names, e.__traceback__.tb_next.tb_frame.f_locals
def nested(n):
    if n: nested(n - 1)
    else: raise RuntimeError("deep")
print(tb())
err = ValueError("keep")
for _ in range(2):
    try: raise err
    except ValueError as e:
        n, t = 0, e.__traceback__
        while t: n += 1; t = t.tb_next
        print(n)
try: raise err.with_traceback(None)
except ValueError as e: print(e.__traceback__.tb_next)
try:
    try: raise KeyError(1)
    finally: print("fin", repr(sys.exception()))
except KeyError: pass
class CM:
    def __enter__(self): pass
    def __exit__(self, *a): print("exit", repr(sys.exception())); return True
with CM(): raise OSError("x")
print(sys.exception())
