# return, break and close run the finally blocks, in order, with the exception state kept apart.
import sys
def g():
    try:
        try:
            yield 1
        finally:
            print("inner finally")
            yield "from finally"
    finally:
        print("outer finally")
i = g(); print(next(i), next(i), next(i, "end"))
def one():
    try: yield 1
    finally: print("one closed")
def f():
    for x in one():
        return x
print(f())
def state():
    try:
        raise ValueError("gen")
    except ValueError:
        yield repr(sys.exception())
        yield repr(sys.exception())
    yield repr(sys.exception())
i = state()
try: raise KeyError("caller")
except KeyError:
    print(next(i), repr(sys.exception()))
print(next(i), sys.exception(), next(i))
def ctx():
    try: yield
    except ValueError as e: raise KeyError("new") from e
i = ctx(); next(i)
try: i.throw(ValueError("old"))
except KeyError as e: print(repr(e), repr(e.__cause__))
def loop():
    try:
        while True:
            try: x = yield
            except ZeroDivisionError: print("zero"); continue
            if x is None: break
            print("x", x)
        else: print("never")
    finally: print("bye")
i = loop(); next(i); i.send(1); i.throw(ZeroDivisionError); i.send(2)
print(next(i, "over"))
