# ExceptionGroup's constructor: which class results, which contents are refused, and how derive and subclasses behave.
def show(source, space=globals()):
    try: print(source, "->", repr(eval(source, space)))
    except Exception as e: print(source, "->", type(e).__name__, e)

class MyGroup(ExceptionGroup):
    def __new__(cls, message, excs, extra=None):
        self = super().__new__(cls, message, excs); self.extra = extra; return self
    def derive(self, excs): return MyGroup(self.message, excs, self.extra)
class Plain(ExceptionGroup): pass
class Bases(BaseExceptionGroup): pass
class Wrong(ExceptionGroup):
    def derive(self, excs): return 5
for source in ("BaseExceptionGroup('m', [ValueError(1)])", "BaseExceptionGroup('m', [KeyboardInterrupt()])", "ExceptionGroup('m', [KeyboardInterrupt()])", "Plain('m', [SystemExit()])", "Bases('m', [ValueError()])", "ExceptionGroup('m', [])", "ExceptionGroup('m', ())", "ExceptionGroup('m', [5])", "ExceptionGroup('m', [ValueError(), KeyError])", "ExceptionGroup('m', 5)", "ExceptionGroup('m', {ValueError()})", "ExceptionGroup(5, [ValueError()])", "ExceptionGroup('m')", "ExceptionGroup('m', [ValueError()], 3)", "ExceptionGroup('m', (ValueError(2),)).exceptions", "ExceptionGroup('m', [ValueError(2)]).args", "str(ExceptionGroup('m', [ValueError(2), KeyError(3)]))", "ExceptionGroup[int]", "Plain('m', [ValueError()]).derive([KeyError()])", "Bases('m', [ValueError()]).derive([KeyError()])", "MyGroup('m', [ValueError()], 7).split(ValueError)[0].extra", "Wrong('m', [ValueError(), KeyError()]).split(ValueError)", "ExceptionGroup('m', [ValueError()]).split(5)", "ExceptionGroup('m', [ValueError()]).split((ValueError, 5))", "ExceptionGroup('m', [ValueError()]).split(ExceptionGroup)", "ExceptionGroup('m', [ValueError(1), KeyError(2)]).subgroup(lambda e: 'y')", "ExceptionGroup('m', [ValueError(1), KeyError(2)]).subgroup(lambda e: isinstance(e, KeyError))", "ExceptionGroup('m', [ValueError(1)]).subgroup(lambda e: 1 / 0)", "ExceptionGroup('m', [ValueError()]).subgroup(())", "ExceptionGroup('m', [ExceptionGroup('n', [OSError(1)]), ValueError()]).split(OSError)"): show(source)
g = MyGroup("m", [ValueError(1), ExceptionGroup("n", [TypeError(2), ValueError(3)])], "x")
g.add_note("note"); g.__cause__ = KeyError("cause")
m, r = g.split(ValueError)
print(m, m.__notes__, repr(m.__cause__), type(m).__name__, r, r.exceptions[0].message, m.__notes__ is g.__notes__)
l = [ValueError()]; e = ExceptionGroup("m", l); l.append(KeyError()); print(len(e.exceptions), e.message)
for name in ("message", "exceptions"):
    try: setattr(e, name, 1)
    except AttributeError as x: print(x)
def handle(exc):
    try:
        try: raise exc
        except* ValueError as v: print("values", repr(v)); raise KeyError("new")
        except* TypeError: print("types")
    except BaseException as x: print(repr(x), repr(x.__context__)[:40])
handle(ValueError(1)); handle(g); handle(ExceptionGroup("t", [TypeError()])); handle(OSError(3))
for bad in ("try: 1/0\nexcept* ExceptionGroup: pass", "try: 1/0\nexcept* 5: pass", "try: 1/0\nexcept* (ValueError, BaseExceptionGroup): pass"):
    try: exec(bad)
    except Exception as x: print(type(x).__name__, x)
