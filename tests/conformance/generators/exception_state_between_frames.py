# sys.exception() of a generator is its own while it handles, and its caller's otherwise.
import sys
def name(): e = sys.exception(); return type(e).__name__ if e else None
def gen():
    print("start", name())
    yield 1
    try: raise KeyError("inner")
    except KeyError:
        print("handling", name()); yield 2
        print("again", name()); yield 3
    print("after", name()); yield 4
    try: yield 5
    except ValueError: print("thrown", name(), type(sys.exception().__context__).__name__); yield 6
    print("end", name())
g = gen()
try: raise IndexError
except IndexError:
    print(next(g), name()); print(next(g), name())
print(next(g), name())
try: raise OSError
except OSError: print(next(g), name()); print(next(g), name()); print(g.throw(ValueError("v")), name())
print(next(g, "done"), name())
def raiser():
    try: yield
    except TypeError: raise
h = raiser(); next(h)
try:
    try: raise LookupError("outer")
    except LookupError: h.throw(TypeError("t"))
except TypeError as e: print(repr(e.__context__), e.__suppress_context__)
def bare():
    yield
    raise
b = bare(); next(b)
try:
    try: raise ArithmeticError("a")
    except ArithmeticError: next(b)
except Exception as e: print(type(e).__name__, e)
b = bare(); next(b)
try: next(b)
except RuntimeError as e: print(e)
def nested():
    try: 1 / 0
    except ZeroDivisionError: yield from inner()
    print("nested end", name())
def inner():
    print("inner", name())
    try: raise AttributeError
    except AttributeError: yield name()
    yield name()
print(list(nested()), name())
