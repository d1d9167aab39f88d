# traceback.StackSummary, FrameSummary, TracebackException and linecache over code that no file holds.
import traceback, linecache, sys
FILE = (lambda: 0).__code__.co_filename
source = "def f(n):\n    if n == 0:\n        return {}['missing']\n    return f(n - 1)\n"
linecache.cache["<made>"] = (len(source), None, source.splitlines(True), "<made>")
space = {}; exec(compile(source, "<made>", "exec"), space)
try: space["f"](12)
except KeyError as e: error = e
te = traceback.TracebackException.from_exception(error, capture_locals=True, limit=-2)
print("".join(te.format()))
print("".join(traceback.format_tb(error.__traceback__, limit=3)).replace(FILE, "F"))
stack = traceback.extract_tb(error.__traceback__)
print(len(stack), [(s.name, s.lineno, s.end_lineno, s.colno, s.end_colno, s.line) for s in stack[-2:]], stack[-1].locals)
print("".join(traceback.StackSummary.from_list(stack[1:]).format()))
print("".join(traceback.StackSummary.from_list([("a.py", 3, "g", "x = 1"), traceback.FrameSummary("b.py", 4, "h", line="  y = 2  ", locals={"k": "v"})]).format()))
s = traceback.FrameSummary("c.py", 5, "n", line="l"); print(s, tuple(s), s == ("c.py", 5, "n", "l"), s[0], len(s))
def chain():
    try: 1 / 0
    except ZeroDivisionError as z:
        z.add_note("n1\nn2")
        try: raise ExceptionGroup("g", [ValueError(1), ExceptionGroup("h", [TypeError("t")])]) from z
        except ExceptionGroup as g: return g
te = traceback.TracebackException.from_exception(chain())
print("".join(te.format(chain=False)).replace(FILE, "F"))
print(te == traceback.TracebackException.from_exception(te.exceptions and chain()), te.exc_type_str, te.__cause__.exc_type_str, te.__cause__.__notes__, [x.exc_type_str for x in te.exceptions])
print(list(traceback.TracebackException(SyntaxError, SyntaxError("bad", ("f.py", 2, 3, "a b c\n", 2, 4)), None).format_exception_only()))
print(traceback.format_exception_only(None, None), traceback.format_list([]))
try: traceback.format_exception(5)
except TypeError as e: print(e)
print(linecache.getline("<made>", 3), repr(linecache.getline("<made>", 99)), repr(linecache.getline("nofile", 1)))
