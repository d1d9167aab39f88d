# A debugger moves the running frame to another line: where it may, and CPython's words where it may not.
import sys


def jump(function, at, to, event="line"):
    done = []
    def tracer(frame, what, arg):
        if frame.f_code is not function.__code__:
            return None
        line = frame.f_lineno - frame.f_code.co_firstlineno
        if what == event and (line == at or event != "line") and not done:
            done.append(1)
            try:
                frame.f_lineno = frame.f_code.co_firstlineno + to
            except ValueError as e:
                print("refused:", str(e).replace(str(frame.f_code.co_firstlineno + to), "N"))
        return tracer
    out = []
    sys.settrace(tracer)
    try:
        function(out)
    except Exception as e:
        sys.settrace(None)
        print(type(e).__name__, e)
    sys.settrace(None)
    print(function.__name__, at, to, out)


def plain(out):
    out.append(1)
    out.append(2)
    out.append(3)
    return out


def loop(out):
    out.append(1)
    for i in sorted((1, 2)):
        out.append(i)
    out.append(3)


def handler(out):
    try:
        out.append(2)
        raise ValueError
    except ValueError:
        out.append(5)
    out.append(6)


def block(out):
    with open("/dev/null") as f:
        out.append(2)
    out.append(3)


def whiles(out):
    n = 0
    while n < 2:
        n += 1
        out.append(n)
    out.append("end")


jump(plain, 1, 3)
jump(plain, 2, 4)
jump(plain, 3, 10)
jump(plain, 3, -1)
jump(plain, 1, 2, "call")
jump(plain, 1, 2, "return")
jump(loop, 1, 3)
jump(loop, 3, 4)
jump(loop, 3, 1)
jump(handler, 1, 5)
jump(handler, 5, 6)
jump(handler, 2, 6)
jump(handler, 3, 1, "exception")
jump(block, 2, 3)
jump(whiles, 4, 5)
jump(whiles, 1, 4)
f = sys._getframe()
for bad in (3, "x", None):
    try: f.f_lineno = bad
    except ValueError as e: print(e)
try: del f.f_lineno
except AttributeError as e: print(e)
