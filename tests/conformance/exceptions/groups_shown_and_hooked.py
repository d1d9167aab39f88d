# How groups look where nobody caught them or a hook shows them: traceback trees, notes, causes inside members, widths and depths, and groups within chains.
import sys, io, traceback
def boom(x): raise x
def caught(f, *a):
    try: f(*a)
    except BaseException as e: return e
def member(kind):
    if kind == "chained":
        def f():
            try: boom(KeyError("first"))
            except KeyError as e: raise ValueError("second") from e
        return caught(f)
    if kind == "noted":
        e = caught(boom, OSError("noted")); e.add_note("a note\nof two lines"); return e
    if kind == "syntax": return caught(compile, "x y", "file", "exec")
    if kind == "bare": return TypeError("never raised")
    if kind == "group": return caught(boom, ExceptionGroup("inner", [member("bare"), member("noted")]))
    return caught(boom, LookupError(kind))
def show(e): print("".join(traceback.format_exception(e)), end="")
def build(*kinds): return caught(boom, ExceptionGroup("outer", [member(k) for k in kinds]))
show(build("plain", "bare")); show(build("chained", "noted")); show(build("syntax")); show(build("group", "last"))
g = build("bare"); g.add_note("note on the group"); g.__cause__ = member("group"); show(g)
g = build("bare"); g.__context__ = member("plain"); show(g); g.__suppress_context__ = True; show(g)
e = member("plain"); e.__cause__ = build("bare", "bare"); show(e)
show(BaseExceptionGroup("base", [KeyboardInterrupt(), SystemExit(3), GeneratorExit()]))
show(ExceptionGroup("multi\nline message", [ValueError("multi\nline value"), ValueError()]))
same = ValueError("same"); show(ExceptionGroup("twice", [same, same])); circ = ValueError("circle"); gg = ExceptionGroup("g", [circ]); circ.__cause__ = gg; show(gg)
deep = ValueError("leaf")
for i in range(12): deep = ExceptionGroup(str(i), [deep])
print("".join(traceback.format_exception(deep)).splitlines()[-3:], len("".join(traceback.format_exception(deep)).splitlines()))
wide = ExceptionGroup("wide", [ValueError(i) for i in range(17)]); print("".join(traceback.format_exception(wide)).splitlines()[-3:])
for kw in ({"max_group_width": 2}, {"max_group_depth": 1}, {"max_group_width": 0}, {"compact": True}): print(kw, len(list(traceback.TracebackException.from_exception(build("group", "bare", "plain"), **kw).format())), "".join(traceback.TracebackException.from_exception(build("group", "bare", "plain"), **kw).format()).splitlines()[-2:])
print(traceback.format_exception_only(build("group", "bare")), traceback.format_exception_only(build("group", "bare"), show_group=True))
err = io.StringIO(); old = sys.stderr; sys.stderr = err
sys.excepthook(*[f(build("noted")) for f in (type, lambda e: e, lambda e: e.__traceback__)])
traceback.print_exception(build("bare"), limit=0); traceback.print_exception(build("chained"), chain=False); sys.stderr = old; print(err.getvalue())
