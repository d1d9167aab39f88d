# Python 3.14 takes several exceptions without parentheses where no name follows; what is evaluated when, and what is refused.
import ast, warnings
log = []
def t(x): log.append(x.__name__ if isinstance(x, type) else x); return x
def which(e):
    try: raise e
    except ValueError, TypeError: return "VT"
    except KeyError, IndexError, OSError: return "K*"
    except t(LookupError), t(ArithmeticError): return "LA"
    except (NameError, AttributeError) as err: return type(err).__name__
    except AssertionError,: return "one and a comma"
for e in (ValueError, TypeError(), KeyError, IndexError, FileNotFoundError, UnicodeDecodeError("a", b"", 0, 1, ""), ZeroDivisionError, NameError, AssertionError): print(which(e), log); log.clear()
try: which(SystemExit)
except SystemExit, KeyboardInterrupt: print("base", log); log.clear()
def star(*es):
    out = []
    try: raise ExceptionGroup("g", es)
    except* ValueError, TypeError: out.append("VT")
    except* KeyError, OSError: out.append("KO")
    return out
print(star(ValueError(), KeyError()), star(OSError()), star(TypeError(), ValueError()))
for src in ("try: pass\nexcept A, B: pass", "try: pass\nexcept A, B as c: pass", "try: pass\nexcept A, B, C as d: pass", "try: pass\nexcept (A, B), C: pass", "try: pass\nexcept A, (B, C) as d: pass", "try: pass\nexcept *A, B: pass", "try: pass\nexcept A, *B: pass", "try: pass\nexcept *A: pass", "try: pass\nexcept: pass\nexcept A, B: pass", "try: pass\nexcept A B: pass", "try: pass\nexcept A, B\n pass", "try: pass\nexcept A or B, C: pass", "try: pass\nexcept A if x else B, C: pass", "try: pass\nexcept x := A, B: pass", "try: pass\nexcept (x := A), B: pass", "try: pass\nexcept lambda: A, B: pass", "try: pass\nexcept yield: pass", "def f():\n try: pass\n except (yield), A: pass", "try: pass\nexcept ,: pass", "try: pass\nexcept A,, B: pass", "try: pass\nexcept A as b, C: pass", "try: pass\nexcept A, B, as c: pass", "try: pass\nexcept (A, B as c): pass", "try: pass\nexcept* A, B as c: pass", "try: pass\nexcept A.b, c[0], d(): pass", "try: pass\nexcept 'text', 5: pass", "try: pass\nfinally: pass\nexcept A, B: pass", "try: pass\nelse: pass", "try: pass", "except A: pass", "try:\n  pass\nx = 1", "try: pass\nexcept A: pass\nexcept: pass\nexcept B: pass"):
    try:
        tree = compile(src, "s", "exec", ast.PyCF_ONLY_AST)
        h = [n for n in ast.walk(tree) if isinstance(n, ast.ExceptHandler)][-1]
        print(repr(src), ast.unparse(h.type) if h.type else None, type(h.type).__name__, (h.type.col_offset, h.type.end_col_offset) if h.type else "", compile(src, "s", "exec").co_name)
    except SyntaxError as e: print(repr(src), type(e).__name__, e.msg, e.lineno, e.offset, e.end_offset)
print(ast.unparse(ast.parse("try: pass\nexcept A, B: pass\nexcept (C, D): pass\nexcept (E, F) as g: pass")))
def bad(kind):
    try: raise ValueError
    except KeyError, kind: return "matched"
for k in (int, 5, (TypeError,), (ValueError,), (OSError, (ValueError, int)), "x", None, Exception):
    try: print(bad(k))
    except Exception as e: print(type(e).__name__, e, type(e.__context__).__name__)
class Meta(type):
    def __instancecheck__(cls, o): log.append("instancecheck"); return True
    def __subclasscheck__(cls, o): log.append("subclasscheck"); return True
class Anything(Exception, metaclass=Meta): pass
try:
    try: raise ValueError
    except Anything, KeyError: print("matched")
except ValueError: print("not asked", log)
def unbound():
    try: raise ValueError
    except undefined_name, ValueError: pass
try: unbound()
except NameError as e: print(e, type(e.__context__).__name__)
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("always")
    for body in ("return 1", "break", "continue", "pass", "raise", "for x in y: break", "for x in y: continue", "while 1: return 2", "def g(): return 1", "class C: pass", "try: return 1\n  finally: pass", "if 0: return 3", "if 1: break", "with a: continue", "return 4\n  return 5", "lambda: 1", "for x in y: pass\n  else: break"):
        src = f"def f():\n while 1:\n  try: pass\n  finally:\n   {body.replace(chr(10) + '  ', chr(10) + '   ')}"
        w.clear()
        try: compile(src, "s", "exec"); print(body, [(x.category.__name__, str(x.message), x.lineno) for x in w])
        except SyntaxError as e: print(body, e.msg, e.lineno)
