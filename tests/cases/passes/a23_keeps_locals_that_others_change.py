# A use stays where its local may be something else, or where another scope sees it.
import sys


def alone(f):
    x = 3
    f(x)
    return x


def disagrees(flag):
    x = 1
    if flag:
        x = 2
    return x + 1


def rebound_in_a_loop(rows):
    n = 0
    for row in rows:
        row(n + 1)
        n += 1
    return n + 1


def rebound_in_a_try(f):
    x = 1
    try:
        f()
        x = 2
        f()
    except ValueError:
        return x + 1
    return x + 1


def swallowed(manager):
    x = 1
    with manager:
        x = 2
        manager()
        x = 3
    return x + 1


def closed_over(f):
    x = 1

    def set_it():
        nonlocal x
        x = 2

    f(set_it)
    return x + 1


def seen_by_a_lambda(f):
    x = 1
    f(lambda: x)
    return x + 1


def declared():
    global y
    y = 1
    return y + 1


def deleted(flag):
    x = 1
    if flag:
        del x
    return x + 1


def handled(f):
    e = 1
    try:
        f()
    except ValueError as e:
        pass
    return e + 1


def perhaps_assigned(f):
    x = 1
    f() and (x := 2)
    return x + 1


def captured(subject):
    x = 1
    match subject:
        case [x, 1]:
            pass
    return x + 1


def looks_at_itself(name):
    x = 1
    if name in locals():
        return x + 1


def raises():
    x = "a"
    return x + 1


class C:
    x = 1
    y = x + 1


x = 1
z = x + 1
