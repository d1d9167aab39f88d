# Rewriting loops, branches and constants must not change which lines a debugger stops at, nor in which order.
import sys

turns = 0


def odd():
    global turns
    turns += 1
    return turns % 2


def constant_tuple():
    for i in (1, 2):
        x = i
    return x


def constant_list():
    for i in [1, 2, 3]:
        if odd():
            x = i


def over_a_range():
    for i in range(3):
        odd()
    else:
        x = 1


def ends_with_a_loop():
    for i in range(2):
        for j in (1, 2):
            odd()


def body_on_the_header():
    for i in (1, 2): odd()
    for i in range(2): x = i


def header_over_lines():
    for i in (
        1, 2
    ):
        odd()
    for \
            i in \
            range(2):
        odd()


def passes():
    for i in (1, 2):
        pass
    for i in range(2):
        pass
    pass
    x = 1
    'a text that is no docstring'
    ...
    if odd():
        pass
    else:
        x = 2
    pass


def leaves_the_loop():
    for i in (1, 2, 3):
        if odd():
            break
        else:
            continue
    for i in range(3):
        if odd():
            return i


def raises_in_the_loop():
    for i in (1, 2):
        try:
            if odd():
                raise ValueError(i)
            pass
        except ValueError:
            pass
        finally:
            x = 3


def constant_tests():
    if 1:
        x = 1
    if 0:
        x = 2
    elif True:
        x = 3
    while 0:
        x = 4
    if __debug__:
        pass
    while True:
        if odd():
            break
    if 1 and odd():
        x = 5
    x = 1 if True else 2


def constants_over_lines():
    x = (
        1,
        2,
    )
    y = [
        1,
        2,
        3,
    ]
    z = {
        1,
        2,
        1,
    }
    w = (1 +
         2)
    v = (not
         3.5)
    if not (
            x not in (1,
                      2)):
        pass
    if (1 and
            odd()):
        pass


def nested_conditions():
    if odd():
        if odd():
            x = 1
    elif odd():
        try:
            x = 2
        except ValueError:
            x = 3
    else:
        x = 4


def comprehensions():
    x = [i
         for i in
         range(2)]
    y = [len("ab")
         for i in (1, 2)
         if not not odd()]


def builtins_of_constants():
    x = len("abc")
    y = max(
        1,
        2)
    for i in range(len("ab")):
        x = abs(-2)


def generator():
    for i in (1, 2):
        yield i
    for i in range(2):
        yield


def delegates():
    x = yield from (1, 2)
    yield from generator()
    return x


def uses_generator():
    for x in generator():
        pass
    for x in delegates():
        pass


def one_line(x): return [y for y in (1, 2)] if x else x


def uses_one_line():
    for i in (1, 0):
        one_line(i)


def trace(function):
    global turns
    turns = 0
    first = function.__code__.co_firstlineno
    events = []

    def tracer(frame, event, arg):
        if frame.f_code.co_name in (function.__name__, "generator", "delegates", "one_line"):
            events.append(f"{event[0]}{frame.f_lineno - first}")
            return tracer

    sys.settrace(tracer)
    try:
        function()
    finally:
        sys.settrace(None)
    print(function.__name__, *events)


for value in list(globals().values()):
    if callable(value) and value not in (odd, trace, generator, delegates, one_line):
        trace(value)
