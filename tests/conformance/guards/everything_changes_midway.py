# One running function, and one suspended generator, in which everything that guarded rewrites rely on changes.
import builtins
import sys

log = []


def helper(x):
    return x + 1


def doubled(x):
    return x * 2


class Key(str):
    __hash__ = str.__hash__


def step_of(n):
    """One turn of what guards may fold: a builtin of a constant, a global function, a loop over range."""
    total = 0
    for i in range(3):
        total += i
    return len("abc"), abs(-2), helper(10), total, min(1, 2), n


def changes(n):
    """What happens in front of turn `n`."""
    if n == 8:
        builtins.len = lambda x: "len replaced"
    elif n == 12:
        builtins.len = real_len
    elif n == 20:
        globals()["len"] = lambda x: "len shadowed"
    elif n == 24:
        del globals()["len"]
    elif n == 32:
        helper.__code__ = doubled.__code__
    elif n == 36:
        globals()["helper"] = lambda x: "helper replaced"
    elif n == 40:
        globals().update(helper=real_helper, abs=lambda x: "abs updated")
    elif n == 44:
        globals().pop("abs")
    elif n == 48:
        globals()[Key("len")] = lambda x: "by a key of another class"
    elif n == 52:
        del globals()["len"]
    elif n == 56:
        builtins.range = lambda n: iter((100, 200))
    elif n == 60:
        builtins.range = real_range
    elif n == 64:
        exec("min = lambda *a: 'min by exec'", globals())
    elif n == 68:
        exec("del min", globals())


real_len, real_helper, real_range = len, helper, range


def run():
    # All in one frame: the loop never leaves it.
    seen = []
    n = 0
    while n < 76:
        changes(n)
        total = 0
        for i in range(3):
            total += i
        row = (len("abc"), abs(-2), helper(10), total, min(1, 2))
        if not seen or seen[-1][1] != row:
            seen.append((n, row))
        n += 1
    return seen


def generate():
    while True:
        total = 0
        for i in range(3):
            total += i
        yield len("abc"), abs(-2), helper(10), total, min(1, 2)


def watch(turns):
    seen = []
    for n, row in enumerate(turns):
        if not seen or seen[-1][1] != row:
            seen.append((n, row))
    return seen


def reset():
    helper.__code__ = original_code
    builtins.len, builtins.range = real_len, real_range


original_code = helper.__code__

print("one frame")
for turn in run():
    print(*turn)
reset()
print("calls")


def called():
    for n in real_range(76):
        changes(n)
        yield step_of(0)[:5]


for turn in watch(called()):
    print(*turn)
reset()
print("suspended")
generator = generate()


def resumed():
    for n in real_range(76):
        changes(n)
        yield next(generator)


for turn in watch(resumed()):
    print(*turn)
reset()

print("builtins of exec")
code = "def f(n):\n    return [len('abc') for _ in range(n)][-1]\n"
own = {"len": lambda x: "own len", "range": range}
space = {"__builtins__": own}
exec(code, space)
f = space["f"]
print(f(20))
own["len"] = real_len
print(f(20))
own["len"] = lambda x: "own again"
print(f(20))
space["len"] = lambda x: "global len"
print(f(20))
del space["len"]
print(f(20))
space["__builtins__"] = {"len": real_len, "range": range}
print(f(20))

print("a namespace that is cleared")
space = {}
exec("def helper(x):\n    return x + 1\n\n\ndef g(n):\n    return [(len('abc'), helper(1)) for _ in range(n)][-1]\n", space)
g = space["g"]
print(g(20))
kept = dict(space)
space.clear()
try:
    print(g(20))
except NameError as e:
    print("NameError", e)
space["helper"] = lambda x: "another helper"
try:
    print(g(20))
except NameError as e:
    print("NameError", e)
space.clear()
space.update(kept)
print(g(20))

print("tracing switched on midway")
heard = []


def tracer(frame, event, arg):
    if frame.f_code.co_name in ("traced", "traced_generator", "helper"):
        heard.append(f"{event[0]}{frame.f_lineno - frame.f_code.co_firstlineno}")
        return tracer


def switch(on):
    """Traces what is called from here on, and the frames that run already."""
    sys.settrace(tracer if on else None)
    frame = sys._getframe(1)
    while frame:
        frame.f_trace = tracer if on else None
        frame = frame.f_back


def traced(n):
    seen = []
    for turn in range(n):
        if turn == 2:
            builtins.len = lambda x: "len replaced"
        if turn == 3:
            switch(True)
        for i in range(2):
            if turn == 4 and i == 0:
                switch(False)
            if turn == 6:
                switch(i == 0)
            seen.append(i)
        row = len("abc"), helper(1), min(1, 2)
        if turn == 5:
            builtins.len = real_len
            globals()["min"] = lambda *a: "min shadowed"
        if turn == 7:
            del globals()["min"]
        seen.append(row)
    return seen


def traced_generator():
    for i in (1, 2):
        yield len("abc"), i
        pass
    for i in range(3):
        yield i, abs(-2)
    yield min(1, 2)


for turn in traced(9):
    print(turn, end=" ")
print()
sys.settrace(None)
print(*heard)
for at in range(6):
    heard.clear()
    generator = traced_generator()
    rows = []
    for n in range(6):
        if n == at:
            switch(True)
        if n == at + 2:
            builtins.len = lambda x: "len replaced"
            switch(False)
        rows.append(next(generator))
    sys.settrace(None)
    builtins.len = real_len
    print(at, rows, *heard)

print("monitoring switched on midway")
lines = []
monitoring = sys.monitoring
monitoring.use_tool_id(1, "midway")


def monitored(n):
    seen = []
    for turn in range(n):
        if turn == 1:
            monitoring.set_events(1, monitoring.events.LINE)
        for i in range(2):
            seen.append(i)
        if turn == 2:
            globals()["len"] = lambda x: "len shadowed"
            monitoring.set_events(1, 0)
        if turn == 3:
            del globals()["len"]
        seen.append(len("abc"))
    return seen


def on_line(code, line):
    if code is monitored.__code__:
        lines.append(line - code.co_firstlineno)


monitoring.register_callback(1, monitoring.events.LINE, on_line)
print(monitored(5))
monitoring.free_tool_id(1)
print(lines)
