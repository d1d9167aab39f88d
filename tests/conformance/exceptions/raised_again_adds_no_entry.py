# What is raised again keeps the traceback that it has: `raise` alone, the end of `finally` and `with`, and `except*` add no
# entry for themselves, which would show a line of no use, or none.
import sys
import traceback


def helper():
    raise


def through_helper():
    try:
        1 / 0
    except ZeroDivisionError:
        helper()


def emptied():
    try:
        raise KeyError
    except KeyError as k:
        k.__traceback__ = None
        raise


def emptied_in_finally():
    try:
        1 / 0
    finally:
        sys.exception().__traceback__ = None


class Empties:
    def __enter__(self):
        pass

    def __exit__(self, kind, value, tb):
        value.__traceback__ = None


def emptied_by_exit():
    with Empties():
        1 / 0


def nothing_to_raise():
    raise


async def fails_late():
    yield 1
    1 / 0


async def loops():
    async for _ in fails_late():
        pass


def asynchronous():
    loops().send(None)


def thrown_in():
    def generator():
        try:
            yield
        except ValueError as e:
            e.__traceback__ = None
            raise

    g = generator()
    next(g)
    g.throw(ValueError)


def star_leaves_some():
    try:
        raise ExceptionGroup("g", [ValueError(1), TypeError(2)])
    except* ValueError:
        pass


def star_raises_new():
    try:
        raise ExceptionGroup("g", [ValueError(1), TypeError(2)])
    except* ValueError:
        raise KeyError(3)


def star_wraps():
    try:
        raise ValueError(1)
    except* ValueError:
        raise


def star_misses():
    try:
        raise ValueError(1)
    except* TypeError:
        pass
    except* KeyError:
        pass


def star_mixes():
    try:
        raise ExceptionGroup("g", [ValueError(1), TypeError(2), KeyError(3)])
    except* ValueError:
        raise
    except* TypeError:
        1 / 0


def star_wrong():
    try:
        raise ExceptionGroup("g", [ValueError(1)])
    except* ExceptionGroup:
        pass


def show(e, depth=0):
    entries = [(f.name, f.lineno) for f in traceback.extract_tb(e.__traceback__)]
    print("  " * depth, type(e).__name__, entries)
    for inner in getattr(e, "exceptions", ()):
        show(inner, depth + 1)
    if e.__context__ is not None:
        print("  " * depth, "context")
        show(e.__context__, depth + 1)


for function in (through_helper, emptied, emptied_in_finally, emptied_by_exit, nothing_to_raise, asynchronous, thrown_in, star_leaves_some,
                 star_raises_new, star_wraps, star_misses, star_mixes, star_wrong):
    try:
        function()
    except BaseException as e:
        show(e)
for function in (star_leaves_some, star_mixes):
    try:
        function()
    except ExceptionGroup:
        print(traceback.format_exc().replace((lambda: 0).__code__.co_filename, "program.py"))
