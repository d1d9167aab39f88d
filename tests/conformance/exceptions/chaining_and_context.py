# __context__, __cause__ and suppression in nested handlers.
def show(e):
    parts = []
    while e: parts.append((repr(e), repr(e.__cause__), e.__suppress_context__)); e = e.__context__
    print(parts)
try:
    try: 1 / 0
    except ZeroDivisionError: raise KeyError("k")
except KeyError as e: show(e)
try:
    try: 1 / 0
    except ZeroDivisionError as z: raise KeyError("k") from z
except KeyError as e: show(e)
try:
    try: 1 / 0
    except ZeroDivisionError: raise KeyError("k") from None
except KeyError as e: show(e)
try:
    try: raise ValueError(1)
    finally: raise TypeError(2)
except TypeError as e: show(e)
try:
    try: raise ValueError("a")
    except ValueError as e:
        try: raise e
        except ValueError as f: raise f from e
except ValueError as e: print(e.__cause__ is e, e.__context__)
for src in ("raise", "raise 5", "raise ValueError from 5", "raise int", "raise None", "raise ValueError('x') from KeyError", "raise [].append", "raise ValueError(1), 2"):
    try: exec(src)
    except BaseException as e: print(src, "->", type(e).__name__, e, repr(e.__cause__))
try: "e" in dir() and e
except NameError as err: print(err)
e = ValueError(1); e2 = KeyError(2); e.__cause__ = e2; print(e.__suppress_context__, e.__cause__)
for a, v in (("__cause__", 1), ("__context__", "x"), ("__traceback__", 5), ("args", 5), ("__suppress_context__", 1)):
    try: setattr(e, a, v); print(a, "set")
    except TypeError as x: print(x)
class Bad(Exception):
    def __init__(self): raise RuntimeError("in init")
try: raise Bad
except RuntimeError as e: print(e)
