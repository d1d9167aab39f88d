# throw, close and send in every state of a generator, with every form of the argument.
import warnings
warnings.simplefilter("ignore")
def g(tag):
    try:
        while True:
            try:
                got = yield tag
                print("  got", got)
                if got == "ret": return "done"
            except ValueError as e:
                print("  caught", repr(e), repr(e.__context__))
    finally:
        print("  finally")
def attempt(label, f):
    try: print(label, f())
    except BaseException as e: print(label, type(e).__name__, e, getattr(e, "value", None))
a = g("fresh")
attempt("send value", lambda: a.send(1)); attempt("send None", lambda: a.send(None)); a.close()
for args in ((ValueError,), (ValueError("v"),), (ValueError, "text"), (ValueError, ValueError("inst")), (ValueError, None, None), (ValueError, (1, 2)), (5,), ("x",), (int,), (), (ValueError("a"), "b"), (ValueError, 1, "tb"), (ValueError, KeyError("k"))):
    a = g("t"); next(a)
    attempt(f"throw{args}", lambda: a.throw(*args)); a.close()
a = g("c"); attempt("throw fresh", lambda: a.throw(KeyError("early"))); attempt("next after", lambda: next(a))
a = g("c"); print(a.close(), a.close()); attempt("throw closed", lambda: a.throw(KeyError("late")))
a = g("c"); next(a); print(a.close()); attempt("send closed", lambda: a.send(3))
a = g("c"); next(a); attempt("finish", lambda: a.send("ret")); attempt("again", lambda: next(a)); print(a.close())
def stubborn():
    while True:
        try: yield 1
        except GeneratorExit: print("  ignored")
a = stubborn(); next(a); attempt("close", a.close); attempt("throw", lambda: a.throw(KeyError("out"))); a = None
def answers():
    try: yield
    except GeneratorExit: return "answer"
a = answers(); next(a); print(a.close(), a.close())
def replaces():
    try: yield
    except GeneratorExit: raise KeyError("instead")
a = replaces(); next(a); attempt("close", a.close)
def own():
    yield
    a.send(None)
a = own(); next(a); attempt("reentry", lambda: next(a))
def closes_itself():
    yield a.close()
a = closes_itself(); attempt("self close", lambda: next(a))
def stops():
    yield 1
    raise StopIteration("inner")
a = stops(); next(a)
try: next(a)
except RuntimeError as e: print(e, repr(e.__cause__), e.__suppress_context__)
a = (x for x in [1]); attempt("genexp throw", lambda: a.throw(IndexError("i"))); print(a.gi_frame, a.gi_running, a.gi_yieldfrom, a.gi_suspended)
e = KeyError("same")
def re():
    try: yield
    except KeyError as x: print(x is e); raise
a = re(); next(a)
try: a.throw(e)
except KeyError as x: print(x is e)
for name, value in (("__name__", "other"), ("__qualname__", "q.other"), ("__name__", 5)):
    try: setattr(a, name, value); print(name, getattr(a, name))
    except Exception as x: print(name, type(x).__name__, x)
