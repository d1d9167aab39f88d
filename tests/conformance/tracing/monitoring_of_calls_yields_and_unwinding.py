# sys.monitoring events of calls (C and Python), generators, throws, exceptions handled and re-raised, local against global sets, and tools that come and go.
import sys
HERE = sys._getframe().f_code.co_filename
m = sys.monitoring; E = m.events; T = 3
NAMES = {getattr(E, n): n for n in dir(E) if n.isupper() and n != "NO_EVENTS"}
print(sorted(NAMES.values()), sorted(NAMES)[:4], E.NO_EVENTS)
log = []
def val(x):
    if x is m.MISSING: return "MISSING"
    if isinstance(x, BaseException): return type(x).__name__
    return getattr(x, "__name__", x if isinstance(x, (int, str)) else type(x).__name__)
def hear(name, *skip):
    def cb(code, off, *a):
        if code.co_filename == HERE: log.append(f"{name}:{code.co_name}:{','.join(str(val(x)) for x in a)}")
    return cb
m.use_tool_id(T, "test")
for ev in (E.PY_START, E.PY_RESUME, E.PY_RETURN, E.PY_YIELD, E.CALL, E.C_RETURN, E.C_RAISE, E.PY_THROW, E.PY_UNWIND, E.RAISE, E.RERAISE, E.EXCEPTION_HANDLED, E.STOP_ITERATION):
    m.register_callback(T, ev, hear(NAMES[ev]))
def run(events, f, *a):
    log.clear(); m.set_events(T, events)
    try: r = f(*a)
    except BaseException as e: r = type(e).__name__
    finally: m.set_events(T, 0)
    print(f.__name__, val(r), [x for x in log if "set_events" not in x])
def callee(a, b=1): return a
class C:
    def __init__(self, x): pass
    def meth(self): return 1
    @property
    def p(self): return 2
    def __add__(self, o): return 3
    def __call__(self): return 4
c = C(0)
def calls():
    callee(1); c.meth(); C(5); c(); len([]); [].append(1); "".join([]); c.p; c + 1; (lambda: 0)(); callee(*[1], **{"b": 2}); dict(a=1); type(c); callee.__call__(7); super; print; int("3"); max(1, 2, key=abs)
def c_raises():
    try: int("z")
    except ValueError: pass
    try: [].pop()
    except IndexError: pass
    try: len()
    except TypeError: pass
    try: callee()
    except TypeError: pass
def gen():
    try: x = yield 1
    except ValueError: yield 2
    return 3
def gens():
    g = gen(); next(g); g.throw(ValueError)
    try: next(g)
    except StopIteration: pass
    h = gen(); next(h); h.close(); list(i for i in "a"); [*gen()]
def delegates():
    def d(): r = yield from gen(); return r
    return list(d())
def handled():
    try:
        try: raise KeyError
        finally: x = 1
    except KeyError as e:
        try: raise ValueError
        except ValueError: pass
    try: raise OSError
    except (TypeError, LookupError): pass
    except OSError: pass
def unwinds():
    def inner(): raise RuntimeError
    inner()
def loops():
    for x in iter([1]): pass
    a, b = iter("xy")
    with __import__("contextlib").suppress(ValueError): raise ValueError
def recursion(n): return n and recursion(n - 1)
run(E.CALL | E.PY_START | E.PY_RETURN, calls); run(E.CALL, calls); run(E.CALL, c_raises)
run(E.PY_START | E.PY_RESUME | E.PY_YIELD | E.PY_RETURN | E.PY_THROW | E.PY_UNWIND, gens); run(E.PY_YIELD | E.PY_RESUME | E.PY_RETURN, delegates)
run(E.RAISE | E.RERAISE | E.EXCEPTION_HANDLED | E.PY_UNWIND, handled); run(E.RAISE | E.PY_UNWIND | E.RERAISE, unwinds); run(E.STOP_ITERATION | E.RAISE, loops); run(E.PY_RETURN, recursion, 2)
def local_events():
    m.set_local_events(T, callee.__code__, E.PY_START | E.PY_RETURN); log.clear(); callee(1); c.meth(); print(m.get_local_events(T, callee.__code__), log); m.set_local_events(T, callee.__code__, 0); callee(2); print(len(log))
local_events()
for f in (lambda: m.use_tool_id(T, "again"), lambda: m.use_tool_id(9, "x"), lambda: m.use_tool_id(-1, "x"), lambda: m.use_tool_id(4, 5), lambda: m.get_tool(T), lambda: m.get_tool(4), lambda: m.set_events(4, 1), lambda: m.set_events(T, 1 << 30), lambda: m.set_events(T, -1), lambda: m.set_events(T, E.C_RETURN), lambda: m.set_events(T, E.CALL | E.C_RAISE), lambda: m.get_events(T), lambda: m.set_local_events(T, callee.__code__, E.RAISE), lambda: m.set_local_events(T, 5, 1), lambda: m.register_callback(T, 3, None), lambda: m.register_callback(T, 0, None), lambda: m.register_callback(T, 1 << 40, None), lambda: m.register_callback(T, E.LINE, len), lambda: m.register_callback(T, E.LINE, None).__name__, lambda: m.restart_events(), lambda: m.free_tool_id(T), lambda: m.get_tool(T), lambda: m.free_tool_id(T), lambda: m.get_events(T), lambda: m.clear_tool_id(T), lambda: (m.DEBUGGER_ID, m.COVERAGE_ID, m.PROFILER_ID, m.OPTIMIZER_ID)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
m.use_tool_id(0, "a"); m.use_tool_id(5, "b"); order = []
m.register_callback(0, E.PY_START, lambda c, o: order.append("a")); m.register_callback(5, E.PY_START, lambda c, o: order.append("b"))
m.set_local_events(0, callee.__code__, E.PY_START); m.set_local_events(5, callee.__code__, E.PY_START); callee(1); print(order)
m.register_callback(0, E.PY_START, lambda c, o: m.DISABLE); callee(1); order.clear(); m.register_callback(0, E.PY_START, lambda c, o: order.append("a again")); callee(1); print(order); m.restart_events(); order.clear(); callee(1); print(order)
m.register_callback(5, E.PY_START, lambda c, o: 1 / 0)
try: callee(1)
except ZeroDivisionError as e: print("a callback's error comes out", e.__traceback__.tb_next.tb_frame.f_code.co_name)
m.clear_tool_id(5); order.clear(); callee(1); print(order, m.get_tool(5)); m.free_tool_id(0); m.free_tool_id(5); callee(1); print(order)
