# annotationlib: every format of functions, classes and modules whose annotations name what is not there yet, ForwardRef, and hand-written annotate functions.
import annotationlib as al
from annotationlib import Format, get_annotations, ForwardRef
import typing
def f(a: int, b: Missing, c: list[Missing], d: Missing.attr | None, e: "text", *args: *Ts, k: Missing[0] = 1, **kw: (Missing if 1 else 2)) -> Missing(1, x=2): pass
print(get_annotations(f, format=Format.STRING))
fr = get_annotations(f, format=Format.FORWARDREF)
for k, v in fr.items():
    print(k, type(v).__name__, v.__forward_arg__ if isinstance(v, ForwardRef) else str(v).split(" at 0x")[0])
for how in (Format.VALUE, 1, 2, 3, 4, 7, "x", None):
    try: print(how, len(get_annotations(f, format=how)))
    except Exception as e: print(how, type(e).__name__, e)
try: f.__annotations__
except NameError as e: print(e, e.name)
class Missing:
    attr = int
    def __class_getitem__(cls, k): return (cls.__name__, k)
    def __init__(self, *a, **k): pass
    def __repr__(self): return "Missing()"
Ts = (str,)
print(list(f.__annotations__.items())[:6], f.__annotations__ is f.__annotations__)
ref = fr["b"]
print(ref.evaluate() is Missing, ref.__forward_arg__, fr["c"].__args__[0].__forward_arg__ if hasattr(fr["c"], "__args__") else fr["c"])
for r in (ForwardRef("int"), ForwardRef("nope"), ForwardRef("a + b"), ForwardRef("x.y"), ForwardRef("len", module="builtins")):
    for kw in ({}, {"globals": {"a": 1, "b": 2}}, {"locals": {"x": ref, "nope": 5}}, {"format": Format.FORWARDREF}, {"format": Format.STRING}):
        try: print(r.__forward_arg__, sorted(kw), str(r.evaluate(**kw)).split(" at 0x")[0])
        except Exception as e: print(r.__forward_arg__, sorted(kw), type(e).__name__, e)
print(repr(ForwardRef("int")), ForwardRef("int") == ForwardRef("int"), ForwardRef("int") == ForwardRef("str"), ForwardRef("x", is_class=True), ForwardRef("m", module="mod"))
for bad in ("1 +", "", "x = 1", 5, None, "a b"):
    try: print(ForwardRef(bad).__forward_arg__, ForwardRef(bad).__forward_code__.co_names)
    except Exception as e: print(repr(bad), type(e).__name__, e)
class C:
    x: int
    y: Undefined
    class Inner: z: "C"
    def m(self, other: C) -> Undefined: ...
print(get_annotations(C, format=Format.STRING), get_annotations(C.m, format=Format.STRING), get_annotations(C.Inner), C.__annotate__.__qualname__, C.__annotate__.__name__)
class D(C): pass
print(get_annotations(D), D.__annotations__, D.__annotate__, "__annotations__" in vars(D))
class E:
    def __init__(self): self.__annotations__ = {"i": 1}
print(get_annotations(E()), get_annotations(E))
for o in (1, "s", len, None, object()):
    try: print(get_annotations(o))
    except TypeError as e: print(str(e).split(" at 0x")[0])
def ann(format, /, __Format=Format):
    if format == __Format.VALUE: return {"v": Later}
    raise NotImplementedError(format)
def g(): pass
g.__annotate__ = ann
for fm in (Format.FORWARDREF, Format.STRING):
    try: print(al.get_annotations(g, format=fm), al.call_annotate_function(ann, fm))
    except Exception as e: print(type(e).__name__, e)
g.__annotate__ = lambda format: 5
try: g.__annotations__
except TypeError as e: print(e)
g.__annotate__ = None; print(g.__annotations__, g.__annotate__)
g.__annotations__ = {"set": "int"}; print(get_annotations(g, eval_str=True), get_annotations(g), g.__annotate__)
try: get_annotations(g, eval_str=True, format=Format.STRING)
except ValueError as e: print(e)
g.__annotations__ = {"bad": "1 +"}
try: get_annotations(g, eval_str=True)
except SyntaxError as e: print(e.msg)
print(al.type_repr(int), al.type_repr(list[int]), al.type_repr("s"), al.type_repr(...), al.type_repr(len), al.type_repr(None), al.annotations_to_string({"a": C, "b": "q", "c": typing.Any}))
print(al.get_annotate_from_class_namespace({}), callable(al.get_annotate_from_class_namespace(vars(C))), [m.name for m in Format])
