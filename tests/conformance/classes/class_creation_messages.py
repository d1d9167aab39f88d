# What a class statement or type() refuses, in CPython's words.
cases = """
class A(5): pass
class A(int, str): pass
class A(bool): pass
class A(type(None)): pass
class A(type(...)): pass
class A(range): pass
class A(slice): pass
class A(type(lambda: 0)): pass
class A(object, object): pass
class A(int, int): pass
class A(object, int): pass
class A(x=1): pass
class A(metaclass=5): pass
class A(metaclass=lambda *a: a): pass; print(A[0])
class A(metaclass=lambda *a, **k: (a[0], k), x=1): pass
class A(*[int], **{}): pass
class A(int, metaclass=type, metaclass=type): pass
class A: __slots__ = 1
class A: __qualname__ = 5
class A: __classcell__ = 5
class A: __init_subclass__ = 5
class A: __name__ = "other"; print(A.__name__, A().__name__)
class A: __doc__ = "d"; print(A.__doc__)
class A: __module__ = 5; print(A, A.__module__)
class A: __module__ = "m"; print(A)
type("A", (), {}, 1)
type("A")
type("A", (), {}).__name__
type("A", [], {})
type("A", (), [])
type(5, (), {})
type("A\\0", (), {})
type("A", (5,), {})
type("A", (), {"__qualname__": "Q.A"})
type("A", (), {"__qualname__": 1})
type("A", (int,), {}, x=1)
type()
type(1, 2)
object(1)
object.__new__()
object.__new__(int)
object.__new__(5)
int.__new__(str)
int.__new__(object)
object().x
object().__dict__
setattr(object(), "x", 1)
setattr(int, "x", 1)
delattr(int, "real")
int.__name__ = "x"
int.__bases__ = ()
del int.__name__
type.__call__()
type.__call__(type, 5)
super()
super(1)
super(int, "a")
super(int, bool)
super().x
isinstance(1, 1)
isinstance(1, (int, 1))
isinstance("a", (int, 1))
isinstance(1, list[int])
isinstance(1, int | list[int])
isinstance(1, int | None), isinstance(None, int | None), isinstance(1, (str, (float, (int,))))
issubclass(1, int)
issubclass(int, 1)
issubclass(int, (str, 1))
issubclass(bool, int | str)
"""
for source in cases.strip().splitlines():
    space = {"__name__": "place"}
    try:
        try:
            code = compile(source, "<case>", "eval")
        except SyntaxError:
            code = compile(source, "<case>", "exec")
        r = eval(code, space)
        print(source, "->", r if "(" in source and source[0] != "c" else space.get("A"))
    except SyntaxError as e:
        print(source, "-> SyntaxError", e.msg)
    except Exception as e:
        print(source, "->", type(e).__name__, e)
class A: pass
class B: pass
class S: __slots__ = ("a",)
class T: __slots__ = ("a",)
class U: __slots__ = ("b",)
class L(list): pass
a = A(); a.v = 1
for target, value in ((a, B), (a, S), (a, int), (a, 5), (a, L), (S(), T), (S(), U), (5, int), (L(), A), (None, A), (A, type)):
    try:
        target.__class__ = value
        print(type(target).__name__)
    except TypeError as e: print(e)
for target, name, value in ((A, "__bases__", ()), (A, "__bases__", [B]), (A, "__bases__", (5,)), (A, "__name__", 5), (A, "__name__", "N\0"), (A, "__name__", "New"), (A, "__qualname__", 5), (A, "__mro__", ()), (A, "__dict__", {}), (a, "__dict__", 5), (a, "__dict__", {"z": 1}), (A, "__abstractmethods__", ["x"]), (A, "__doc__", "d"), (A, "__module__", "m"), (A, "__annotations__", 5), (A, "__type_params__", 5)):
    try: setattr(target, name, value); print(name, "set", ascii(getattr(target, name))[:60])
    except Exception as e: print(name, type(e).__name__, e)
try: del A.__bases__
except Exception as e: print(type(e).__name__, e)
try: A()
except TypeError as e: print(e)
