# SyntaxError built by hand and by the compiler: args against attributes, subclasses, what str and repr give, print_file_and_line, and tabs, encodings and columns.
import traceback, ast
def attrs(e): return [getattr(e, n) for n in ("msg", "filename", "lineno", "offset", "text", "end_lineno", "end_offset", "print_file_and_line")]
for args in ((), ("m",), ("m", None), ("m", ()), ("m", ("f",)), ("m", ("f", 1, 2, "t")), ("m", ["f", 1, 2, "t"]), ("m", ("f", 1, 2, "t", 3)), ("m", ("f", 1, 2, "t", 3, 4)), ("m", ("f", 1, 2, "t", 3, 4, "meta")), ("m", ("f", 1, 2, "t", 3, 4, 5, 6)), ("m", 5), ("m", "abcd"), ("m", "abcdef"), (5,), ("m", ("f", "l", "o", 7)), ("m", ("f", 1, 2, "t"), "extra"), (("m", "x"),), ("m", (None, None, None, None))):
    for cls in (SyntaxError, IndentationError):
        try: e = cls(*args); print(args, attrs(e), str(e), repr(e), e.args == args)
        except Exception as x: print(args, type(x).__name__, x)
        if cls is SyntaxError and args not in ((), ("m",)): break
e = SyntaxError("m", ("path/to/f.py", 3, 1, "t"))
for name, value in (("msg", "new"), ("msg", 5), ("lineno", "x"), ("filename", None), ("filename", b"b"), ("lineno", None), ("text", 5), ("offset", -5), ("print_file_and_line", 1), ("custom", 1), ("end_lineno", object)):
    try: setattr(e, name, value); print(name, repr(str(e)), len(traceback.format_exception_only(e)))
    except Exception as x: print(name, type(x).__name__, x)
for name in ("msg", "lineno", "filename", "custom", "text"): delattr(e, name); print(name, getattr(e, name, "gone"), str(e))
e.args = ("other",); print(str(e), e.args)
class Mine(SyntaxError):
    def __init__(self, a, b): super().__init__(a, ("f", b, 1, "x")); self.b = b
m = Mine("mine", 4); print(attrs(m), m.args, str(m), traceback.format_exception_only(m))
print([c.__name__ for c in TabError.__mro__[:4]], isinstance(TabError(), SyntaxError))
def caught(src, mode="exec", name="dir/file.py"):
    try: compile(src, name, mode)
    except Exception as e: return e
for src in ("x = (", "x = )", "if 1:\nx", "if 1:\n\tx\n        y", "  x", "é = = 1", "日本語 + + ) 1", "\t\tx y", "x = 'abc", "x = '''abc\n\n", "f(\n\n1 2)", "a\n\n\nb c", "x = [1,\n 2,\n 3 4]", "def f(:\n pass", "class A\n  pass", "x = 1 +\n", "# comment\nx y", "\\\nx y", "x y # tail", "x = {\n'a': 1\n'b': 2}", "x\r\ny z\r\n", "x\ry z", "x\x0cy z", "for i in range(10)\n    print(i)", "print 1\n\n\n", "if x = 1:\n  pass", "return", "def f():\n    x = 1\n    nonlocal y\n", "break", "from x import (a,\n b c)", "lambda: (yield) = 1", "a = 1\nb = 0777", "𝒳 y", "x = 'é' 'ü' y", "x=1;y=;z", "with open('a') as f, open('b' as g: pass", "x = \"\"\"a\nb\n\"\"\" y z", "f'{a b}'", "f'''\n{\na b}'''", "async def f():\n  [await x for x in y] = 1", "def f(a, (b, c)): pass", "'\\x1'", "b'\\x1'", "'\\N{x}'", "1__0", "0b2", "x = 5a", "\"a\" b\"c\"", "global x, y.z", "import a.b as c.d", "try:\n  pass\n", "x: int: str", "@x y\ndef f(): pass", "*a, *b = c", "del f(x)", "(x for x in y) = 1", "f(x for x in y, 1)", "not = 1", "else: pass", "x = yield = 1", "()()() = 1"):
    e = caught(src); print(repr(src), type(e).__name__, attrs(e)[:7] if isinstance(e, SyntaxError) else e); print("".join(traceback.format_exception_only(e)), end="")
for src in ("x y", "\n\nx y", "1 +"):
    for f in (lambda: eval(src), lambda: exec(src), lambda: ast.parse(src), lambda: ast.literal_eval(src), lambda: compile(src, "<n>", "single")):
        try: f()
        except SyntaxError as e: print(repr(src), e.filename, e.lineno, e.offset, e.text, len(e.args), len(e.args[1]))
