# Exceptions carry typed attributes; str and repr follow args.
print(repr(ValueError()), str(ValueError()), repr(ValueError("a")), repr(ValueError("a", 1)), str(ValueError("a", 1)), str(KeyError("k")), str(KeyError()), str(KeyError(1, 2)), ValueError("x").args, ValueError(1) == ValueError(1))
import errno; N = errno.ENOENT; e = OSError(N, "No such", "file.txt"); print(repr(e).replace(str(N), "N"), str(e).replace(str(N), "N"), e.errno == N, e.strerror, e.filename, e.args[1:], type(e).__name__, OSError("only").errno, type(OSError(999, "x")).__name__, OSError(1, "a", "b", None, "c"))
e = UnicodeDecodeError("utf-8", b"abc\xff", 3, 4, "why"); print(e, e.start, e.object, e.reason, e.encoding)
e = StopIteration(5); print(e.value, StopIteration().value, StopIteration(1, 2).value)
e = SystemExit(3); print(e.code, SystemExit().code, SystemExit("a", 1).code)
e = SyntaxError("m", ("f.py", 3, 4, "text", 3, 6)); print(e, e.msg, e.filename, e.lineno, e.offset, e.text, e.end_offset, repr(e))
e = ImportError("m", name="n", path="p"); print(e, e.name, e.path, e.msg, e.name_from)
e = NameError("m", name="n"); print(e.name); e = AttributeError("m", name="a", obj=5); print(e.name, e.obj)
try: {}["missing"]
except KeyError as e: print(e, e.args)
try: open("/no/such/file")
except OSError as e: print(type(e).__name__, e.filename, e.strerror)
class My(Exception):
    def __init__(self, a, b=2): self.a = a; self.b = b
print(repr(My(1)), My(1).args, str(My(1, b=3)), My(5, 6).args)
class Kw(ValueError):
    def __str__(self): return "custom"
print(Kw("x"), repr(Kw("x")), [Kw("x")], f"{Kw('x')!r}")
e = ValueError("n"); e.add_note("note 1"); e.add_note("2"); print(e.__notes__, str(e))
for f in (lambda: e.add_note(5), lambda: ValueError(x=1), lambda: e.with_traceback(5), lambda: ImportError("a", q=1), lambda: UnicodeDecodeError("a"), lambda: BaseException.__new__(int), lambda: SyntaxError("m", (1, 2))):
    try: print(f())
    except Exception as x: print(type(x).__name__, x)
def tree(c, d=0):
    print("  " * d + c.__name__)
    for s in sorted((s for s in c.__subclasses__() if s.__module__ == "builtins"), key=lambda s: s.__name__): tree(s, d + 1)
tree(BaseException)
print(EnvironmentError is IOError is OSError, issubclass(BlockingIOError, OSError), FileNotFoundError.__mro__[1:3])
import pickle, copy
print(repr(pickle.loads(pickle.dumps(KeyError("p")))), repr(copy.copy(OSError(999, "x"))))
