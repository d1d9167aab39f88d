# throw() with classes, instances and what is neither; into handlers, finally blocks and delegations; and how the thrown exception's context, traceback and args look.
import warnings, traceback
warnings.simplefilter("ignore", DeprecationWarning)
def gen(log):
    n = 0
    while True:
        try:
            n += 1
            got = yield n
            log.append(got)
        except ValueError as e:
            log.append(("caught", e.args, type(e.__context__).__name__, type(e.__cause__).__name__, len(traceback.extract_tb(e.__traceback__))))
        except GeneratorExit:
            log.append("exit"); raise
        finally:
            log.append("f")
class Meta(type):
    def __instancecheck__(cls, o): return True
class Odd(Exception, metaclass=Meta): pass
class Picky(Exception):
    def __init__(self, a, b): super().__init__(a, b)
throws = {
    "class": (ValueError,), "instance": (ValueError("v", 1),), "class and value": (ValueError, "text"), "class and tuple": (ValueError, (1, 2)), "class and None": (ValueError, None), "class and instance": (ValueError, ValueError("inst")), "class and subclass instance": (Exception, ValueError("sub")), "class and other instance": (ValueError, KeyError("k")), "instance and value": (ValueError(), 1), "instance and None": (ValueError("n"), None, None), "bad traceback": (ValueError, None, 5),
    "int": (1,), "str": ("s",), "None": (None,), "int class": (int,), "tuple": ((ValueError,),), "nothing": (), "four": (ValueError, 1, None, 2), "picky": (Picky,), "picky with tuple": (Picky, (1, 2)), "stop": (StopIteration(5),), "exit": (GeneratorExit,), "odd": (Odd,), "base": (BaseException("b"),), "group": (ExceptionGroup("g", [ValueError()]),)}
for name, args in throws.items():
    log = []; g = gen(log); next(g)
    try: r = g.throw(*args)
    except BaseException as e: r = (type(e).__name__, str(e), type(e.__context__).__name__, type(e.__cause__).__name__)
    print(name, r, log, g.gi_frame is None, g.gi_suspended)
    log.append("END")
g = gen([]); next(g)
try: g.throw(value=ValueError)
except TypeError as e: print(e)
def outer():
    try: yield from inner()
    except KeyError as e: yield ("outer", e.args, type(e.__context__).__name__)
    yield "after"
def inner():
    try: yield 1
    except ValueError:
        try: yield "handling"
        finally: yield "finally"
g = outer(); print(next(g), g.throw(ValueError), g.throw(KeyError("during")), next(g), next(g))
exc = ValueError("reused")
g = gen(log := []); next(g); g.throw(exc); g.throw(exc); g.throw(exc); print([x for x in log if x != "f"], exc.__context__)
try: raise KeyError("active")
except KeyError:
    g = gen(log := []); next(g); g.throw(ValueError("in handler")); print(log)
    g = gen(log := []); 
    try: g.throw(ValueError("unstarted"))
    except ValueError as e: print(log, e, type(e.__context__).__name__)
def swallow():
    for _ in range(2):
        try: yield
        except GeneratorExit: pass
g = swallow(); next(g)
try: g.close()
except RuntimeError as e: print(e)
def replaced():
    try: yield
    except GeneratorExit: raise OSError("instead")
g = replaced(); next(g)
try: g.close()
except OSError as e: print(e, type(e.__context__).__name__)
def value(kind):
    try: yield
    except GeneratorExit:
        if kind: return kind
        raise
    except ValueError: return "value"
for k in (1, "x", None):
    g = value(k); print(g.close(), next(g, "closed")); g = value(k); next(g); print(g.close(), g.close())
g = value(1); next(g)
try: g.throw(ValueError)
except StopIteration as e: print(e.value)
print(list(g), g.close())
def tb():
    yield
g = tb(); next(g)
try: g.throw(LookupError("where"))
except LookupError as e: print([(f.name, f.line) for f in traceback.extract_tb(e.__traceback__)])
try: 1 / 0
except ZeroDivisionError as z: t = z.__traceback__
g = tb(); next(g)
try: g.throw(ZeroDivisionError, "given", t)
except ZeroDivisionError as e: print([f.line for f in traceback.extract_tb(e.__traceback__)])
