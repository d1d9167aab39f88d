# __annotate__ and __annotations__ of functions, classes and modules: formats, caching, setting and deleting.
import annotationlib
def f(a: undefined_later, b: int = 1, *c: "text", **d: list[int]) -> None: pass
for fmt in (annotationlib.Format.FORWARDREF, annotationlib.Format.STRING):
    print({k: v if isinstance(v, (str, type)) else type(v).__name__ for k, v in annotationlib.get_annotations(f, format=fmt).items()})
try: f.__annotations__
except NameError as e: print(e)
undefined_later = str
print(f.__annotations__, f.__annotations__ is f.__annotations__)
undefined_later = bytes; print(f.__annotations__["a"])
f.__annotations__ = {"x": 1}; print(f.__annotations__, f.__annotate__)
for value in (5, "s", None):
    try: f.__annotations__ = value; print(f.__annotations__)
    except TypeError as e: print(e)
del f.__annotations__; print(f.__annotations__)
def annotate(format, /):
    if format != 1: raise NotImplementedError
    return {"made": format}
f.__annotate__ = annotate; print(f.__annotations__, f.__annotate__ is annotate)
for value in (5, None):
    try: f.__annotate__ = value; print("set", f.__annotate__, f.__annotations__)
    except TypeError as e: print(e)
try: del f.__annotate__
except TypeError as e: print(e)
f.__annotate__ = lambda fmt: 7
try: f.__annotations__
except TypeError as e: print(e)
class K:
    x: int
    y: undefined_later = 3
    if x := None: z: str
print(K.__annotations__, K.__annotate__(1), K.__annotate__.__name__, K.__annotate__.__qualname__)
for n in (0, 2, 3, 4):
    try: print(K.__annotate__(n))
    except Exception as e: print(type(e).__name__, e)
class L(K): pass
print(L.__annotations__, L.__annotate__, "__annotations__" in L.__dict__)
try: int.__annotations__
except AttributeError as e: print(e)
print(annotationlib.get_annotations(int), (lambda x: x).__annotations__, f.__code__.co_name)
