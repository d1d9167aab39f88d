# A class body is code; its namespace, __qualname__, docstring and order are observable.
print("before")
class A:
    """doc"""
    print(__name__, __qualname__, __module__)
    x = 1
    for i in range(3): exec(f"v{i} = {i}")
    if x: y = 2
    def f(self): return __class__
    class Inner:
        q = __qualname__
print([k for k in A.__dict__ if not k.startswith("__")], A.__doc__, A.Inner.q, A().f(), A.__bases__, A.__mro__, A.__name__, A.__firstlineno__, A.__static_attributes__)
class B(A, metaclass=type): pass
print(B.__base__, B.x, B.__qualname__, B.__doc__, issubclass(B, A), isinstance(B(), A), B.mro())
A.x = 5; print(B.x, B().x); B.x = 6; print(A.x, B.x); del B.x; print(B.x)
def make():
    class L: pass
    return L
print(make(), make() is make(), type("T", (A,), {"z": 1, "__doc__": "d"}).z, type("T", (), {})().__class__.__name__)
class S:
    def __init__(self): self.a = 1; self.b, self.c = 2, 3
    def m(self): self.d = 4
print(sorted(S.__static_attributes__), vars(S()))
for f in (lambda: B(1), lambda: type("X"), lambda: type("X", (), {}, 1), lambda: type(1, (), {}), lambda: type("X", [], {}), lambda: type("X", (1,), {}), lambda: type("X", (int, str), {}), lambda: type("X", (bool,), {}), lambda: type("X", (A, A), {}), lambda: type("X", (object, A), {}), lambda: A.nope, lambda: A().nope, lambda: delattr(A, "nope"), lambda: delattr(A(), "x"), lambda: setattr(int, "x", 1), lambda: A.__dict__.__setitem__("x", 1), lambda: setattr(A, "__bases__", ()), lambda: setattr(A, "__name__", 1), lambda: object(1), lambda: object().x, lambda: setattr(object(), "x", 1), lambda: type("a\0b", (), {}), lambda: type("X", (type(None),), {})):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
