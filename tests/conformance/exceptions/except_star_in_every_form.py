# except*: naked exceptions, nested groups, clauses that raise, re-raise, return a subset or replace, in functions and loops, with else and finally, and what results.
def show(e, depth=0):
    if isinstance(e, BaseExceptionGroup): return f"{type(e).__name__}({e.message!r}, [{', '.join(show(x) for x in e.exceptions)}])"
    return repr(e)
def ctx(e):
    out = []
    while e is not None: out.append(show(e) + ("!" if e.__suppress_context__ else "") + ("c" if e.__cause__ else "")); e = e.__cause__ or e.__context__
    return " <- ".join(out)
def G(*x, m="g"): return BaseExceptionGroup(m, list(x))
V, K, T, O, I = ValueError("v"), KeyError("k"), TypeError("t"), OSError("o"), KeyboardInterrupt()
def run(name, body):
    try: print(name, "returned", body())
    except BaseException as e: print(name, "raised", ctx(e)); e.__context__ = e.__cause__ = None
def naked():
    try: raise V
    except* ValueError as eg: print("  got", show(eg), eg.message == "", eg.exceptions[0] is V)
def naked_other():
    try: raise K
    except* ValueError: print("never")
def split():
    try: raise G(V, G(K, T, m="in"), O)
    except* ValueError as eg: print("  V", show(eg))
    except* (KeyError, OSError) as eg: print("  KO", show(eg))
def all_taken():
    try: raise G(V, G(V, K))
    except* ValueError: print("  v")
    except* Exception as eg: print("  rest", show(eg))
    else: print("  never else")
    finally: print("  finally")
def no_error():
    try: pass
    except* ValueError: print("never")
    else: print("  else")
    finally: print("  finally")
def reraise():
    try: raise G(V, K)
    except* ValueError: raise
def reraise_named():
    try: raise G(V, K, T)
    except* ValueError as eg: raise eg
    except* KeyError as eg: raise eg.exceptions[0]
def new_error():
    try: raise G(V, K)
    except* ValueError: raise LookupError("new")
def new_both():
    try: raise G(V, K)
    except* ValueError: raise LookupError("one")
    except* KeyError: raise RuntimeError("two") from None
def new_from():
    try: raise G(V)
    except* ValueError as eg: raise RuntimeError("from") from eg
def base_mixed():
    try: raise G(V, I)
    except* ValueError as eg: print("  V", show(eg))
def base_caught():
    try: raise G(V, I)
    except* KeyboardInterrupt as eg: print("  I", show(eg))
    except* BaseException as eg: print("  rest", type(eg).__name__)
def name_deleted():
    eg = "before"
    try: raise G(V)
    except* ValueError as eg: pass
    return eg
def in_loop():
    out = []
    for x in (V, K, None):
        try:
            if x: raise G(x)
        except* ValueError: out.append("v")
        except* KeyError: out.append("k")
        else: out.append("else")
    return out
def nested():
    try:
        try: raise G(V, K, T)
        except* ValueError: print("  inner V")
    except* KeyError as eg: print("  outer K", show(eg))
def inside_plain():
    try:
        try: raise G(V, K)
        except* ValueError: pass
    except ExceptionGroup as eg: return show(eg)
def star_then_plain_group():
    try: raise G(V)
    except* ExceptionGroup: pass
def bad_type(t):
    def f():
        try: raise G(V)
        except* t: pass
    return f
def effects():
    log = []
    def pick(x): log.append(x.__name__); return x
    try: raise G(V, K)
    except* pick(TypeError): pass
    except* pick(ValueError): pass
    except* pick(OSError): pass
    except* pick(KeyError): pass
    except* pick(RuntimeError): pass
    return log
class Mine(ExceptionGroup):
    def derive(self, excs): return Mine("derived " + self.message, excs)
def custom():
    try: raise Mine("m", [V, K])
    except* ValueError as eg: print("  ", type(eg).__name__, eg.message)
class BadDerive(ExceptionGroup):
    def derive(self, excs): return 5
def bad_derive():
    try: raise BadDerive("m", [V, K])
    except* ValueError as eg: pass
def notes():
    e = G(V, K); e.add_note("n"); e.__cause__ = T
    try: raise e
    except* ValueError as eg: print("  ", eg.__notes__, repr(eg.__cause__), eg.__traceback__ is e.__traceback__); eg.add_note("more"); raise
    
def same_leaf_twice():
    try: raise G(V, V, G(V))
    except* ValueError as eg: return_value = len(eg.exceptions); print("  ", return_value)
def sysexc():
    import sys
    try: raise G(V)
    except* ValueError as eg: print("  ", sys.exception() is eg)
    return sys.exception()
def tuple_empty():
    try: raise G(V)
    except* (): print("never")
def finally_wins():
    for _ in "a":
        try: raise G(V)
        except* KeyError: pass
        finally: print("  f")
for f in (naked, naked_other, split, all_taken, no_error, reraise, reraise_named, new_error, new_both, new_from, base_mixed, base_caught, name_deleted, in_loop, nested, inside_plain, star_then_plain_group, effects, custom, bad_derive, notes, same_leaf_twice, sysexc, tuple_empty, finally_wins): run(f.__name__, f)
for t in (int, 5, (ValueError, 3), (ValueError, ExceptionGroup), BaseExceptionGroup, (KeyError, (ValueError,)), "x", Mine): run(f"bad {t if isinstance(t, (int, str)) else getattr(t, '__name__', len(t) if isinstance(t, tuple) else '')}", bad_type(t))
for src in ("try: pass\nexcept* ValueError: pass\nexcept KeyError: pass", "try: pass\nexcept*: pass", "def f():\n try: pass\n except* A: return", "while 1:\n try: pass\n except* A: break", "while 1:\n try: pass\n except* A: continue", "while 1:\n try: pass\n except* A:\n  for x in y: break", "def f():\n try: pass\n except* A:\n  def g(): return 1", "try: pass\nexcept* A, B: pass", "try: pass\nexcept* A, B as c: pass", "try: pass\nexcept* (A, B) as c: pass", "try: pass\nexcept* A as b.c: pass", "try: pass\nexcept* A as (b): pass", "try: pass\nexcept *A: pass", "try: pass\nexcept* *A: pass", "try: pass\nexcept* A:\nelse: pass"):
    try: compile(src, "s", "exec"); print(repr(src), "compiles")
    except SyntaxError as e: print(repr(src), type(e).__name__, e.msg, e.lineno, e.offset)
