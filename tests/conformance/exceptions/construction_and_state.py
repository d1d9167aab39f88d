# How exceptions are made, shown, pickled and changed: args, __init__ against __new__, OSError's choice of class.
import copy, pickle
for source in """Exception()
Exception(1)
Exception(1, 2)
Exception("a", [1])
Exception(x=1)
OSError(9999, "msg")
OSError(9999, "msg", "file")
OSError(9999, "msg", "file", None, "other")
OSError("only")
OSError(1, 2, 3, 4, 5, 6)
KeyError("k")
KeyError()
KeyError(1, 2)
StopIteration(5).value
StopIteration().value
StopIteration(1, 2).value
SystemExit().code
SystemExit(1, 2).code
SystemExit("x").code
ImportError("m", name="n", path="p").name
ImportError("m", name_from="q").name_from
NameError("m", name="n").name
NameError("m", obj=1)
AttributeError("m", name="n", obj=5).obj
AttributeError("m", "n", name="x").args
UnicodeDecodeError("utf-8", b"abc", 0, 1, "why")
UnicodeDecodeError("utf-8", b"abc", 0, 2, "why")
UnicodeEncodeError("utf-8", "abc", 1, 2, "why")
UnicodeEncodeError("utf-8", "a\\ud800", 1, 2, "why")
UnicodeTranslateError("abc", 1, 3, "why")
UnicodeDecodeError("utf-8", "abc", 0, 1, "why")
UnicodeEncodeError(1)
SyntaxError("m", ("f", 1, 2, "text"))
SyntaxError("m", ("f", 1, 2, "text", 3, 4)).end_offset
SyntaxError("m", ("f", 1))
SyntaxError("m", 5)
SyntaxError().msg
ExceptionGroup("m", [])
ExceptionGroup("m", [1])
ExceptionGroup("m", 5)
ExceptionGroup("m", [KeyboardInterrupt()])
BaseExceptionGroup("m", [ValueError()])
BaseExceptionGroup("m", [KeyboardInterrupt()])
ExceptionGroup(1, [ValueError()])
ExceptionGroup("m", [ValueError(1), TypeError(2)])
ExceptionGroup()
BaseException.__new__(int)
Warning("w")
StopAsyncIteration(5).args""".splitlines():
    try:
        r = eval(source)
        print(source, "->", repr(r), "|", r)
    except Exception as e: print(source, "->", type(e).__name__, e)
e = OSError(2, "msg", "a", None, "b"); print(e.errno, e.strerror, e.filename, e.filename2, e.args)
e = Exception(1); e.args = [1, 2]; print(e.args, repr(e))
for name, value in (("args", 5), ("__cause__", 5), ("__context__", 5), ("__traceback__", 5), ("__suppress_context__", 5), ("__notes__", 5)):
    try: setattr(e, name, value); print(name, getattr(e, name))
    except TypeError as x: print(x)
for name in ("args", "__cause__", "__context__", "__traceback__"):
    try: delattr(e, name)
    except TypeError as x: print(x)
try: e.add_note("n")
except TypeError as x: print(x)
try: Exception().add_note(5)
except TypeError as x: print(x)
class Two(Exception):
    def __init__(self, a, b): self.a, self.b = a, b
t = Two(1, 2); print(t.args, repr(t), str(t))
try: Two(1)
except TypeError as x: print(x)
class Sup(Exception):
    def __init__(self, a): super().__init__(f"<{a}>"); self.a = a
s = Sup(1); s.extra = 5; s.add_note("n")
c = copy.copy(s); print(c.args, c.a, c.extra, c.__notes__)
p = pickle.loads(pickle.dumps(KeyError("k", 1))); print(repr(p))
print(Exception(1) == Exception(1), Exception().__reduce__(), s.__reduce__()[1:], OSError(1, "m", "f").__reduce__()[1])
for bad in (5, "text", int, None, object()):
    try: raise bad
    except TypeError as x: print(x)
    try: raise ValueError from bad
    except (TypeError, ValueError) as x: print(repr(x))
try:
    try: 1 / 0
    except 5: pass
except TypeError as x: print(x)
try:
    try: 1 / 0
    except (ValueError, (TypeError,)): pass
except TypeError as x: print(x)
try: raise
except RuntimeError as x: print(x)
