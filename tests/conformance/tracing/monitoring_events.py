# sys.monitoring (PEP 669): every event with what it carries, DISABLE, local events, and the words of wrong calls.
import sys

m = sys.monitoring
E = m.events
names = {getattr(E, n): n for n in dir(E) if n.isupper()}


def gen(n):
    for i in range(n):
        if i:
            yield i


class Box:
    def __init__(self):
        self.x = 1


def work():
    total = 0
    for i in gen(3):
        total += i
    while total > 1:
        total -= 1
    try:
        raise ValueError(1)
    except ValueError:
        len("ab")
    try:
        int("x")
    except ValueError:
        pass
    Box()
    g = gen(2)
    next(g)
    try: g.throw(KeyError)
    except KeyError: pass
    return total


def listen(event):
    def callback(code, *rest):
        if code.co_filename != listen.__code__.co_filename or code.co_name in ("listen", "<module>"):
            return
        line = code.co_firstlineno
        shown = []
        for r in rest[1:]:
            shown.append(type(r).__name__ if not isinstance(r, (int, type)) else "int" if isinstance(r, int) else r.__name__)
        if event == E.LINE:
            shown = [rest[0] - line]
        print(names[event], code.co_name, *shown)
    return callback


m.use_tool_id(2, "test")
for event in (E.PY_START, E.PY_RESUME, E.PY_RETURN, E.PY_YIELD, E.PY_UNWIND, E.PY_THROW, E.RAISE, E.EXCEPTION_HANDLED, E.LINE, E.CALL):
    print("---", names[event])
    m.register_callback(2, event, listen(event))
    m.set_events(2, event)
    work()
    m.set_events(2, 0)
    m.register_callback(2, event, None)

print("--- disabled after the first")
seen = []
def first(code, line):
    if code is work.__code__:
        seen.append(line - code.co_firstlineno)
    return m.DISABLE
m.register_callback(2, E.LINE, first)
m.set_events(2, E.LINE)
work()
work()
m.restart_events()
work()
m.set_events(2, 0)
print(seen)

print("--- local")
m.register_callback(2, E.PY_START, lambda code, offset: print("start", code.co_name))
m.set_local_events(2, gen.__code__, E.PY_START)
print(m.get_local_events(2, gen.__code__) == E.PY_START, m.get_events(2))
work()
m.set_local_events(2, gen.__code__, 0)
work()

print("--- cannot be disabled")
m.register_callback(2, E.RAISE, lambda *a: m.DISABLE)
m.set_events(2, E.RAISE)
try: work()
except ValueError as e: print(e)
m.set_events(2, 0)

for call in ("m.use_tool_id(9, 'x')", "m.use_tool_id(2, 'x')", "m.use_tool_id(1, 3)", "m.get_tool(2)", "m.get_tool(1)",
             "m.set_events(1, 0)", "m.set_events(2, 1 << 30)", "m.set_events(2, E.C_RAISE)", "m.register_callback(2, 3, None)",
             "m.set_local_events(2, 3, 3)", "m.set_local_events(2, work.__code__, E.RAISE)", "m.free_tool_id(2)", "m.get_tool(2)"):
    try: print(call, "=>", eval(call))
    except (ValueError, TypeError) as e: print(call, type(e).__name__, e)
