# What -O and -OO leave out is gone with its lines; what decides a scope or a kind of function still does.
import sys

SOURCE = '''\
"""The module."""
"another string"
def f(x):
    "Doc of f."
    assert x, note("message")
    assert True
    assert 1, note("never")
    return x
def g():
    assert (yield 1)
def h():
    assert (y := 3)
    return y
def k():
    "Doc of k."
    "and more"
    assert not __debug__, "debug"
def only():
    assert note("only")
class C:
    "Doc of C."
    x = 1
class D:
    "Doc of D."
def late(x):
    if x:
        assert x
    else:
        assert 0, "zero"
    1
    assert ()
'''


def note(text):
    print("note", text)
    return text


def attempt(what, *args):
    lines = []

    def trace(frame, event, arg):
        if frame.f_code.co_filename == "<source>":
            if event == "line":
                lines.append(frame.f_lineno)
            return trace

    sys.settrace(trace)
    try:
        result = what(*args)
        if hasattr(result, "__next__"):
            result = list(result)
    except Exception as e:
        result = type(e).__name__ + ": " + str(e)
    finally:
        sys.settrace(None)
    print(what.__name__, args, result, lines)


for level in (0, 1, 2):
    names = {"note": note}
    code = compile(SOURCE, "<source>", "exec", optimize=level)
    exec(code, names)
    print(level, names.get("__doc__"), [names[name].__doc__ for name in ("f", "k", "C", "D")])
    for name, args in (("f", (0,)), ("f", (1,)), ("g", ()), ("h", ()), ("k", ()), ("only", ()), ("late", (0,)), ("late", (1,))):
        attempt(names[name], *args)
