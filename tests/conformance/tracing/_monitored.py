"""Functions for monitoring_branches.py, which runs them as CPython 3.14 compiles them: offsets depend on the compiler.

_monitored.code is their marshalled code object, made by CPython 3.14 from this file:

    marshal.dump(compile(source, "_monitored.py", "exec"), file)
"""
turns = 0


def odd():
    global turns
    turns += 1
    return turns % 2


def conditions(x):
    if x:
        y = 1
    else:
        y = 2
    if x is None:
        y = 3
    if x is not None and y or odd():
        y = 4
    return y


def loops(items):
    for item in items:
        if item == 2:
            continue
        if item == 4:
            break
    else:
        x = 1
    while odd():
        x = 2
    for item in ():
        pass


def comprehension(items):
    return [x for x in items if x % 2]


def generator(n):
    while n:
        yield n
        n -= 1


def uses_generator():
    for x in generator(2):
        pass
    return [*generator(1)]


def leaves_in_the_middle(items):
    for item in items:
        for other in items:
            if item != other:
                return item


def handlers():
    for x in (1, 0):
        try:
            1 / x
        except ZeroDivisionError:
            pass
        else:
            y = 1
        finally:
            z = 2


def matching(value):
    match value:
        case 1 | 2:
            return "small"
        case [x, y]:
            return x
        case {"a": a} if a:
            return a
        case _:
            return None


def many_constants():
    # Arguments that need EXTENDED_ARG.
    x = 0
    if odd():
        x += 1; x += 2; x += 3; x += 4; x += 5; x += 6; x += 7; x += 8; x += 9; x += 10
        x += 1; x += 2; x += 3; x += 4; x += 5; x += 6; x += 7; x += 8; x += 9; x += 10
        x += 1; x += 2; x += 3; x += 4; x += 5; x += 6; x += 7; x += 8; x += 9; x += 10
        x += 1; x += 2; x += 3; x += 4; x += 5; x += 6; x += 7; x += 8; x += 9; x += 10
    return x


async def items(n):
    for i in range(n):
        yield i


async def asynchronous():
    async for x in items(2):
        if x:
            y = 1
    return [x async for x in items(2)]
