# A frame object is one object for one activation: it follows the running frame, and keeps the locals when that is left.
import sys


def same():
    f = sys._getframe()
    first = f.f_lineno
    x = 1
    print(f is sys._getframe(), f.f_lineno - first, f.f_locals["x"])
    x = 2
    print(f.f_locals["x"], f.f_back is caller, f.f_back.f_lineno - caller_line())
    return f


def caller_line():
    return sys._getframe(2).f_lineno


caller = sys._getframe()
f = same()
print(f.f_locals["x"], f.f_back is caller, f.f_code.co_name, f.f_generator)
f.f_locals["x"] = 3
print(f.f_locals["x"])
f.clear()
print(f.f_locals, f.f_lineno - f.f_code.co_firstlineno)


def gen():
    x = 1
    yield sys._getframe()
    x = 2
    yield x


g = gen()
f = g.gi_frame
print(f.f_lineno - f.f_code.co_firstlineno, f.f_back, f.f_generator is g, f.f_locals)
print(next(g) is f, f.f_lineno - f.f_code.co_firstlineno, f.f_locals, g.gi_frame is f)
f.f_locals["x"] = 10
try: f.clear()
except RuntimeError as e: print(e)
print(next(g), list(g), g.gi_frame, f.f_locals, f.f_generator)
g = gen()
f = g.gi_frame
f.clear()
print(f.f_locals, list(g))
try: sys._getframe().clear()
except RuntimeError as e: print(e)


def raising(n):
    inner = n
    if n == 0:
        raise ValueError("x")
    raising(n - 1)


try:
    raising(2)
except ValueError as e:
    tb = e.__traceback__
    print(tb.tb_frame is sys._getframe())
    while tb.tb_next:
        tb = tb.tb_next
        print(tb.tb_frame.f_locals, tb.tb_lineno - raising.__code__.co_firstlineno, tb.tb_frame.f_back.f_code.co_name)


def deep(n):
    return deep(n - 1) if n else [x.f_code.co_name for x in walk(sys._getframe())]


def walk(f):
    while f:
        yield f
        f = f.f_back


print(deep(3))
for attribute, value in (("f_trace", 3), ("f_trace_lines", 3), ("f_trace_opcodes", 1), ("f_code", 1), ("f_locals", 1)):
    try: setattr(f, attribute, value)
    except (TypeError, AttributeError) as e: print(attribute, type(e).__name__)
    else: print(attribute, getattr(f, attribute))
