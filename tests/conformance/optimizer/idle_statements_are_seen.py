# A tracer is told of each `pass`, of `try:` and of the header of a loop over nothing; scopes stay what they were.
import sys


def branches(x):
    if x: pass
    else:
        x = "else"
    if x:
        pass
    else:
        x = "second"
    if not x: ...
    elif x == "else":
        x = "elif"
    else: pass
    return x


def tries(x):
    try:
        pass
    except missing:
        x = 1
    try:
        pass
    except (x := missing) as e:
        e = 2
    else:
        e = x
    try: pass
    finally:
        x = 4
    try:
        ...
    except* OSError:
        raise
    else:
        x = 5
    finally:
        e = 6
    for _ in (1, 2):
        try:
            pass
        except:
            return
        finally:
            e = 7
    return x, e


def loops(x):
    for x in ():
        x = 1
    for x in []: x = 2
    else:
        x = (x, "else")
    for x[0] in {}:
        break
    else: pass
    for i in "":
        continue
    i = 3
    for i in (
        ()
    ):
        i = 4
    return x, i


def nested(a, b, c):
    if a:
        if b:
            if c:
                return "all"
    if (a and
            b):
        if (b
                or c): return "two"
    while a:
        if b: break
        a -= 0.5
        if c:
            if a: a = 0
    return "none"


def unbound():
    for only in ():
        pass
    return only


def unbound_handler():
    try:
        pass
    except ValueError as only:
        pass
    return only


def generator():
    for x in ():
        yield x
    try:
        pass
    except ValueError:
        yield


def traced(function, *args):
    lines = []

    def trace(frame, event, arg):
        if frame.f_code is function.__code__:
            lines.append((event, frame.f_lineno - function.__code__.co_firstlineno))
            return trace

    sys.settrace(trace)
    try:
        result = function(*args)
    except Exception as e:
        result = type(e).__name__, str(e)
    finally:
        sys.settrace(None)
    print(function.__name__, args, result)
    print("   ", *(line for event, line in lines if event == "line"))


for args in ((0,), (1,), ("else",)):
    traced(branches, *args)
traced(tries, 0)
traced(loops, ["x"])
for a in (0, 1):
    for b in (0, 1):
        for c in (0, 1):
            traced(nested, a, b, c)
traced(unbound)
traced(unbound_handler)
print(type(generator()).__name__, list(generator()))
