# TracebackException and its kin: options of format, groups, recursion folded, notes that are odd, exceptions whose str fails, compact and colourless output.
import traceback, sys, io, linecache
def raiser(depth):
    if depth: raiser(depth - 1)
    else: raise ValueError("deep\nsecond line")
def caught(f, *a):
    try: f(*a)
    except BaseException as e: return e
e = caught(raiser, 6)
te = traceback.TracebackException.from_exception(e)
print("".join(te.format()), end="")
print(te.exc_type_str, str(te), len(te.stack), te.__cause__, te.__suppress_context__, te == traceback.TracebackException.from_exception(e), te == 3, te.is_group if hasattr(te, "is_group") else "")
for kw in ({"limit": 2}, {"limit": -2}, {"limit": 0}, {"compact": True}, {"lookup_lines": False}, {"capture_locals": True}, {"max_group_width": 1}, {"nope": 1}):
    try: print(kw, "".join(traceback.TracebackException.from_exception(e, **kw).format()).count("\n"))
    except TypeError as x: print(x)
print("".join(traceback.TracebackException(ValueError, ValueError("x"), None, limit=1).format()), end="")
def locs():
    a, b = 1, "two"
    class Bad:
        def __repr__(self): raise OSError
    c = Bad()
    1 / 0
print("".join(list(traceback.TracebackException.from_exception(caught(locs), capture_locals=True).format())[-2:]))
class StrFails(Exception):
    def __str__(self): raise LookupError
class ReprNote:
    def __str__(self): raise TypeError
    def __repr__(self): return "shown by repr"
def odd(notes, exc=None):
    x = exc or ValueError("v"); x.__notes__ = notes
    return traceback.format_exception_only(x)
print(traceback.format_exception_only(StrFails()), odd(["a", "b\nc"]), odd("text"), odd(5), odd(None), odd([1, None]), odd([ReprNote()]), odd(()), odd({"k": 1}))
class Multi(Exception): __module__ = "some.where"; __qualname__ = "Outer.Multi"
class Builtin(Exception): __module__ = "builtins"
class NoModule(Exception): __module__ = None
for x in (Multi(), Multi(""), Multi("a"), Builtin("b"), NoModule("n"), KeyError("k"), KeyError(), OSError("x"), SystemExit(3), KeyboardInterrupt(), ExceptionGroup("g", [ValueError(1)]), UnicodeDecodeError("a", b"x", 0, 1, "r"), None, SyntaxError("m"), SyntaxError("m", ("f", 1, 2, "text here\n", 1, 5)), SyntaxError("m", ("f", None, None, None)), SyntaxError(), SyntaxError("m", ("f", 3, 0, "  abc")), SyntaxError("m", (None, 1, 100, "ab", 1, 200)), SyntaxError("m", ("f", 1, 3, "\tab\n", 1, -1)), IndentationError("i", ("<s>", 2, 3, " x", 2, 3))):
    print(traceback.format_exception_only(type(x), x))
print(traceback.format_exception_only(ExceptionGroup("g", [ValueError(1), ExceptionGroup("in", [KeyError(2)])]), show_group=True))
for args in ((), (1,), (ValueError,), (ValueError(), None), (ValueError, ValueError("v"), None), (None,), (ValueError("v"), ValueError("w"), None)):
    try: print(traceback.format_exception(*args))
    except Exception as x: print(type(x).__name__, x)
def chain():
    try:
        try: 1 / 0
        except ZeroDivisionError as z: raise KeyError("second") from z
    except KeyError: raise OSError("third")
c = caught(chain)
print("".join(traceback.format_exception(c)), "".join(traceback.format_exception(c, chain=False)).count("Traceback"), end="\n")
c.__suppress_context__ = True; print("".join(traceback.format_exception(c)).count("Traceback"))
c.__context__.__cause__ = c; print("".join(traceback.format_exception(c.__context__)).count("Traceback"))
g = caught(lambda: (_ for _ in ()).throw(ExceptionGroup("many", [ValueError(i) for i in range(20)])))
print("\n".join("".join(traceback.format_exception(g)).splitlines()[-14:]))
g = ExceptionGroup("a", [ExceptionGroup("b", [ExceptionGroup("c", [ValueError("leaf")])])])
print("".join(traceback.format_exception(g)), end=""); print("".join(traceback.TracebackException.from_exception(g, max_group_depth=2).format()), end="")
s = traceback.extract_tb(e.__traceback__, limit=2); print(s[0].name, s[1].line, s[1].lineno - raiser.__code__.co_firstlineno, s[1].colno, s[1].end_colno, type(s).__name__, s.format()[0].splitlines()[0][-12:])
f = traceback.FrameSummary("file", 3, "name", line="  the line ", locals={"v": 1}); print(f, f.line, f.locals, f == ("file", 3, "name", "the line"), tuple(f), len(f), f[0], f == f, repr(f))
st = traceback.StackSummary.from_list([("f", 1, "n", "l"), f]); print(st.format(), traceback.format_list([("a", 1, "b", None), ("c", 2, "d", "  x = 1")]))
out = io.StringIO(); traceback.print_list(st, file=out); traceback.print_exception(ValueError("p"), file=out); traceback.print_tb(None, file=out); print(out.getvalue())
def stack(): return [x.name for x in traceback.extract_stack()], [x.name for x in traceback.extract_stack(limit=1)], [fr.f_code.co_name for fr, _ in traceback.walk_stack(None)][:3]
print(stack()); print([(fr.f_code.co_name) for fr, no in traceback.walk_tb(e.__traceback__)][:3]); traceback.clear_frames(e.__traceback__)
try: 1 / 0
except ZeroDivisionError: print(traceback.format_exc(limit=0), len(traceback.format_exc().splitlines())); out = io.StringIO(); traceback.print_exc(file=out); print(out.getvalue().splitlines()[0])
print(repr(traceback.format_exc()))
