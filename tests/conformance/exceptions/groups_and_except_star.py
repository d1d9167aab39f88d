# except* splits groups, runs each matching clause, and re-raises the rest.
eg = ExceptionGroup("g", [ValueError(1), TypeError(2), ExceptionGroup("in", [ValueError(3), KeyError(4)])])
print(repr(eg), str(eg), eg.message, len(eg.exceptions), eg.split(ValueError), eg.subgroup(lambda e: isinstance(e, KeyError)), eg.subgroup(OSError), eg.derive([OSError()]))
try:
    try: raise eg
    except* ValueError as e: print("V", repr(e), e.exceptions)
    except* TypeError as e: print("T", e.exceptions)
except ExceptionGroup as rest: print("rest", repr(rest))
try: raise KeyError("bare")
except* KeyError as e: print(repr(e))
try:
    try: raise ExceptionGroup("a", [ValueError(1), OSError(2)])
    except* ValueError: raise KeyError("new")
except ExceptionGroup as e: print(repr(e), [repr(x.__context__) for x in e.exceptions])
try:
    try: raise ExceptionGroup("b", [ValueError(1)])
    except* ValueError as e: raise
except ExceptionGroup as e: print(repr(e))
try: pass
except* ValueError: print("no")
else: print("else")
finally: print("finally")
def f():
    for i in range(2):
        try: raise ExceptionGroup("l", [ValueError(i)])
        except* ValueError as e: x = e.exceptions[0].args
        print(x)
f()
for c in (lambda: ExceptionGroup("a"), lambda: ExceptionGroup("a", []), lambda: ExceptionGroup("a", 5), lambda: ExceptionGroup("a", [1]), lambda: ExceptionGroup(1, [ValueError()]), lambda: ExceptionGroup("a", [KeyboardInterrupt()]), lambda: BaseExceptionGroup("a", [ValueError()]), lambda: BaseExceptionGroup("a", [KeyboardInterrupt()]), lambda: ExceptionGroup("a", (ValueError(),)).exceptions):
    try: print(repr(c()))
    except Exception as e: print(type(e).__name__, e)
try:
    try: raise ValueError
    except* ExceptionGroup: pass
except TypeError as e: print(e)
try:
    try: raise ValueError
    except* 5: pass
except (TypeError, ExceptionGroup) as e: print(e)
for src in ("try: pass\nexcept* : pass", "try: pass\nexcept* A: pass\nexcept B: pass", "for i in x:\n try: pass\n except* A: break", "def f():\n try: pass\n except* A: return", "try: pass\nexcept A, B as c: pass", "try: pass\nexcept A, B: pass"):
    try: compile(src, "<t>", "exec"); print("ok")
    except SyntaxError as e: print(e.msg)
