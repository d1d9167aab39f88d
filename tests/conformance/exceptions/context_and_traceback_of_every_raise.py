# What __context__, __cause__, __suppress_context__ and __traceback__ are after raise in every place: handlers, finally, generators, with, nested functions, re-raised and circular ones.
import sys, traceback
def chain(e):
    out = []
    while e is not None and len(out) < 8:
        out.append(f"{type(e).__name__}({', '.join(map(str, e.args))})" + ("!" if e.__suppress_context__ else ""))
        e = e.__cause__ if e.__cause__ is not None else e.__context__
    return " <- ".join(out)
def lines(e): return [f"{f.name}+{f.lineno - base}" for f in traceback.extract_tb(e.__traceback__)]
base = sys._getframe().f_lineno
def run(f):
    try: f()
    except BaseException as e: print(f.__name__, chain(e), lines(e)[1:])
    assert sys.exception() is None
def plain(): raise ValueError("v")
def in_handler():
    try: raise ValueError(1)
    except ValueError: raise KeyError(2)
def explicit():
    try: raise ValueError(1)
    except ValueError as e: raise KeyError(2) from e
def none():
    try: raise ValueError(1)
    except ValueError: raise KeyError(2) from None
def in_finally():
    try: raise ValueError(1)
    finally: raise KeyError(2)
def deep():
    try:
        try: raise ValueError(1)
        except ValueError: raise KeyError(2)
    except KeyError: raise OSError(3)
def reraise():
    try: raise ValueError(1)
    except ValueError:
        try: raise KeyError(2)
        except KeyError: pass
        raise
def reraise_named():
    try: raise ValueError(1)
    except ValueError as e: raise e
def same_again():
    e = ValueError(1)
    try: raise e
    except ValueError:
        try: raise KeyError(2)
        except KeyError: raise e
def helper(): raise KeyError("helper")
def in_called():
    try: raise ValueError(1)
    except ValueError: helper()
def after_handler():
    try: raise ValueError(1)
    except ValueError: pass
    raise KeyError(2)
def in_else():
    try: pass
    except ValueError: pass
    else: raise KeyError("else")
class CM:
    def __enter__(self): return self
    def __exit__(self, *a): raise OSError("exit")
def in_exit():
    with CM(): raise ValueError("body")
def in_exit_clean():
    with CM(): pass
def gen():
    try: yield 1
    except ValueError: raise KeyError("in generator")
def thrown():
    g = gen(); next(g); g.throw(ValueError("thrown"))
def thrown_in_handler():
    g = gen(); next(g)
    try: raise TypeError("outer")
    except TypeError: g.throw(ValueError("thrown"))
def next_in_handler():
    def g(): raise KeyError("first step"); yield
    try: raise TypeError("outer")
    except TypeError: next(g())
def cause_class(): raise ValueError("v") from KeyError
def cause_bad(): raise ValueError("v") from 5
def raise_class_fails():
    class E(Exception):
        def __init__(self): raise LookupError("in init")
    try: raise KeyError(1)
    except KeyError: raise E
def raise_bad():
    try: raise KeyError(1)
    except KeyError: raise 5
def name_error():
    try: 1 / 0
    except undefined: pass
def circle():
    a, b = ValueError("a"), KeyError("b")
    a.__context__ = b
    try: raise a
    except ValueError: raise b
def self_cause():
    e = ValueError("self")
    try: raise e
    except ValueError: raise e from e
def loop_var():
    for i in range(3):
        try: raise ValueError(i)
        except ValueError as e: last = e
    raise last
def nested_finally():
    try:
        try: raise ValueError(1)
        finally:
            try: raise KeyError(2)
            except KeyError: pass
    finally: pass
def ret_in_finally():
    def f():
        try: raise ValueError(1)
        finally:
            for _ in "a": break
    f()
def deleted_context():
    try: raise ValueError(1)
    except ValueError as e:
        try: raise KeyError(2) from e
        except KeyError as k: k.__cause__ = None; raise
def with_traceback():
    try: helper()
    except KeyError as e: tb = e.__traceback__
    raise ValueError("given").with_traceback(tb)
def raise_twice():
    e = ValueError("twice")
    for _ in range(2):
        try: raise e
        except ValueError: pass
    raise e
def comp(): [1 / 0 for _ in "a"]
def assertion():
    try: assert 0, "msg"
    except AssertionError as e: raise AssertionError(e.args[0] + "!") from e
def group():
    try: raise ValueError(1)
    except ValueError as e: raise ExceptionGroup("g", [e])
for f in (plain, in_handler, explicit, none, in_finally, deep, reraise, reraise_named, same_again, in_called, after_handler, in_else, in_exit, in_exit_clean, thrown, thrown_in_handler, next_in_handler, cause_class, cause_bad, raise_class_fails, raise_bad, name_error, circle, self_cause, loop_var, nested_finally, ret_in_finally, deleted_context, with_traceback, raise_twice, comp, assertion, group): run(f)
e = ValueError()
for attr, value in (("__context__", 5), ("__cause__", "x"), ("__traceback__", 5), ("__suppress_context__", "x"), ("__context__", None), ("__cause__", KeyError), ("args", 5), ("args", "ab"), ("__notes__", 5), ("__dict__", {}), ("__class__", KeyError), ("__cause__", KeyError())):
    try: setattr(e, attr, value); print(attr, repr(getattr(e, attr)), e.__suppress_context__)
    except Exception as x: print(attr, type(x).__name__, x)
for attr in ("__context__", "__cause__", "__traceback__", "__suppress_context__", "args", "__dict__", "nope"):
    try: delattr(e, attr); print("deleted", attr)
    except Exception as x: print(attr, type(x).__name__, x)
for bad in (lambda: e.with_traceback(5), lambda: e.with_traceback(), lambda: e.add_note(5), lambda: e.__setstate__(5), lambda: e.__setstate__({"a": 1}), lambda: e.a, lambda: BaseException.__reduce__(e), lambda: ValueError.__new__(ValueError, 1, k=2)): 
    try: print(bad())
    except Exception as x: print(type(x).__name__, x)
