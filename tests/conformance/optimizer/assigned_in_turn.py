# Taking a parallel assignment apart must not store before a load that raises.
import sys


def plain(w, x, y, z):
    a, b, c, d = w, x, y, z
    e, = x,
    f, = 1,
    g, h, i, j = 1, y, "two", None
    w, a, b, c = 1, 2, x, y
    return a, b, c, d, e, f, g, h, i, j, w


def swaps(w, x, y, z):
    w, x, y, z = z, y, x, w
    w, x = x, w
    return w, x, y, z


def unbound(w, x, y):
    a = b = c = d = "before"
    try:
        a, b, c, d = w, x, y, gone
        gone = 1
    except UnboundLocalError as e:
        return a, b, c, d, str(e)


def deleted(w, x, y, z):
    a = b = c = d = "before"
    del z
    try:
        a, b, c, d = w, x, y, z
    except UnboundLocalError as e:
        return a, b, c, d, str(e)


def caught(w, x, y, z):
    a = b = c = d = "before"
    try:
        raise KeyError
    except KeyError as z:
        pass
    try:
        a, b, c, d = w, x, y, z
    except UnboundLocalError as e:
        return a, b, c, d, str(e)


def nested(w, x, y, z):
    a = b = c = d = "before"

    def remove():
        nonlocal z
        del z

    remove()
    try:
        a, b, c, d = w, x, y, z
    except NameError as e:
        return a, b, c, d, str(e)


def cells(w, x, y, z):
    a, b, c, d = w, x, y, z
    return [f() for f in (lambda: a, lambda: b, lambda: c, lambda: d)]


def declared(w, x, y, z):
    global A, B, C, D
    A, B, C, D = w, x, y, z
    return A, B, C, D


def lines(w, x, y, z):
    a, b, c, d = (w,
                  x, y,
                  z)
    return a


seen = []


def trace(frame, event, arg):
    if frame.f_code in (lines.__code__, plain.__code__):
        seen.append((event, frame.f_lineno - frame.f_code.co_firstlineno))
        return trace


for f in (plain, swaps, unbound, deleted, caught, nested, cells, declared):
    print(f.__name__, f(*range(f.__code__.co_argcount)))
sys.settrace(trace)
lines(1, 2, 3, 4), plain(1, 2, 3, 4)
sys.settrace(None)
print(seen)
