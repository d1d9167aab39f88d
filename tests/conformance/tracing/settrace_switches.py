# Local trace functions, f_trace_lines, f_trace_opcodes, a tracer that fails or stops, tracing of frames that run already.
import sys


def work():
    a = 1
    b = 2
    return a + b


def nothing(frame, event, arg):
    print("global", event, frame.f_code.co_name)
    return None


sys.settrace(nothing)
work()
sys.settrace(None)


def once(frame, event, arg):
    print("once", event)
    return second


def second(frame, event, arg):
    print("second", event, frame.f_lineno - work.__code__.co_firstlineno)
    return None


sys.settrace(once)
work()
sys.settrace(None)


def failing(frame, event, arg):
    if event == "line":
        raise RuntimeError("in the tracer")
    return failing


sys.settrace(failing)
try:
    work()
except RuntimeError as e:
    print("raised", e, sys.gettrace())


def opcodes(frame, event, arg):
    frame.f_trace_lines = False
    frame.f_trace_opcodes = True
    names.append(event)
    return opcodes


names = []
sys.settrace(opcodes)
work()
sys.settrace(None)
print(sorted(set(names)), "line" in names)


def late():
    def local(frame, event, arg):
        print("late", event, frame.f_lineno - late.__code__.co_firstlineno)
        return local
    sys._getframe().f_trace = local
    sys.settrace(lambda *a: None)
    x = 1
    y = 2
    sys.settrace(None)
    z = 3


late()


def nested():
    def t(frame, event, arg):
        print("in call_tracing", event, frame.f_code.co_name)
        return None
    def callback(frame, event, arg):
        if event == "call" and frame.f_code.co_name == "work":
            sys.settrace(t)
            sys.call_tracing(helper, (1,))
            sys.settrace(callback)
        return None
    def helper(n): return n
    sys.settrace(callback)
    work()
    sys.settrace(None)


nested()
for bad in ((), (1, 2)):
    try: sys.settrace(*bad)
    except TypeError: print("TypeError")
print(sys.gettrace(), sys.getprofile())
