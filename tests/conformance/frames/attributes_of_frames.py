# Frame objects: what can be read, set and cleared while they run, wait and are over; lines in the middle of expressions; f_back of suspended frames.
import sys, types
def depth():
    n, f = 0, sys._getframe()
    while f: n, f = n + 1, f.f_back
    return n
print(depth(), (lambda: depth())(), [depth() for _ in "a"], list(depth() for _ in "a"), list(map(lambda _: depth(), "a")))
for bad in (lambda: sys._getframe(1000), lambda: sys._getframe(-1) is not None, lambda: sys._getframe("x"), lambda: sys._getframe(0).f_code.co_name, lambda: types.FrameType(), lambda: sys._getframe(0).nope, lambda: sys._getframe(10 ** 30), lambda: sys._getframemodulename(0), lambda: sys._getframemodulename(99)):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
def lines():
    base = sys._getframe().f_code.co_firstlineno
    f = sys._getframe()
    got = [f.f_lineno - base,
           f.f_lineno - base,
           (f
            .f_lineno) - base,
           max(0,
               f.f_lineno - base)]
    return got, f
got, f = lines()
print(got, f.f_lineno - f.f_code.co_firstlineno, f.f_back is None or f.f_back.f_code.co_name, f.f_lasti >= 0, f.f_code is lines.__code__)
def gen():
    f = sys._getframe()
    yield f, f.f_back.f_code.co_name
    yield f.f_back.f_code.co_name
    raise ValueError
g = gen()
print(g.gi_frame.f_lasti, g.gi_frame.f_lineno - gen.__code__.co_firstlineno, g.gi_frame.f_back)
def caller(): return next(g)
fr, name = caller(); print(name, fr is g.gi_frame, fr.f_back is None, fr.f_lineno - gen.__code__.co_firstlineno)
print((lambda: next(g))())
try: next(g)
except ValueError as e: tb = e.__traceback__
print(tb.tb_next.tb_frame is fr, g.gi_frame, tb.tb_next.tb_lineno - gen.__code__.co_firstlineno, fr.f_back and fr.f_back.f_code.co_name)
running = sys._getframe()
for attr, value in (("f_lineno", 1), ("f_trace", 3), ("f_trace", None), ("f_trace_lines", 0), ("f_trace_lines", False), ("f_trace_lines", True), ("f_trace_opcodes", "x"), ("f_locals", {}), ("f_globals", {}), ("f_back", None), ("f_code", None), ("f_lasti", 0), ("f_builtins", {}), ("new", 1)):
    try: setattr(running, attr, value); print(attr, value, "ok", type(getattr(running, attr)).__name__)
    except Exception as e: print(attr, type(e).__name__, e)
for attr in ("f_trace", "f_lineno", "f_trace_lines", "f_trace_opcodes"):
    try: delattr(running, attr); print("deleted", attr)
    except Exception as e: print(attr, type(e).__name__, e)
running.f_trace = None; sys.settrace(None)
try: running.clear()
except RuntimeError as e: print(e)
class O: pass
def holds():
    o = O(); return sys._getframe(), __import__("weakref").ref(o)
import gc
fr, ref = holds(); print(ref() is not None, sorted(fr.f_locals)); fr.clear(); gc.collect(); print(ref() is None, sorted(fr.f_locals))
def suspended():
    try: x = 1; yield; yield
    finally: print("closed by clear")
s = suspended(); sf = s.gi_frame; next(s)
try: sf.clear(); print(s.gi_frame)
except RuntimeError as e: print(e); s.close()
async def co(): return sys._getframe().f_back.f_code.co_name
def drive(c):
    try: c.send(None)
    except StopIteration as e: return e.value
print(drive(co()))
print(running.f_globals is globals(), running.f_builtins is __builtins__.__dict__, running.f_code.co_name, repr(running).split(", ", 1)[0].split(" at 0x")[0], running.f_generator, g.gi_frame, s.gi_running)
def gg():
    yield sys._getframe().f_generator is me
me = gg(); print(next(me), sys._getframe().f_generator)
def tbs():
    try: 1 / 0
    except ZeroDivisionError as e: return e.__traceback__
t = tbs()
for attr, value in (("tb_next", t), ("tb_next", 3), ("tb_next", None), ("tb_lineno", 3), ("tb_frame", None), ("x", 1)):
    try: setattr(t, attr, value); print(attr, "ok")
    except Exception as e: print(attr, type(e).__name__, e)
n = types.TracebackType(t, t.tb_frame, t.tb_lasti, 77); print(n.tb_lineno, n.tb_next is t, dir(n))
for args in ((), (1, t.tb_frame, 0, 0), (None, 3, 0, 0), (None, t.tb_frame, "a", 0), (None, t.tb_frame, 0, None)):
    try: types.TracebackType(*args); print("made")
    except TypeError as e: print(e)
