# __dict__, __class__, __name__, __bases__ and the other special attributes of objects and classes: what may be assigned, deleted, and what is said.
class A: 
    x = 1
class B:
    y = 2
class S: __slots__ = ("p",)
class S2: __slots__ = ("p",)
class S3: __slots__ = ("q",)
def attempt(code, **env):
    env = {"A": A, "B": B, "S": S, "S2": S2, "S3": S3, **env}
    try:
        exec(code, env); print(code, "-> ok")
    except Exception as e: print(code, "->", type(e).__name__, e)
a = A(); a.z = 3
for code in ("a.__dict__ = 5", "a.__dict__ = None", "del a.__dict__", "a.__dict__ = {'w': 1}", "a.__dict__ = type('D', (dict,), {})(k=2)", "a.__class__ = 3", "a.__class__ = int",
             "a.__class__ = B", "del a.__class__", "A().__class__ = S", "S().__class__ = A", "S().__class__ = S2", "S().__class__ = S3", "(1).__class__ = bool", "[].__class__ = list",
             "S().__class__ = type('E', (S,), {})", "type('E', (S,), {'__slots__': ()})().__class__ = S", "object().__class__ = A",
             "(lambda: 0).__class__ = A", "A.__class__ = type('M', (type,), {})", "Exception().__class__ = ValueError", "__import__('types').ModuleType('m').__class__ = A"):
    attempt(code, a=a)
print(vars(a), type(a).__name__, a.y)
d = {"shared": 1}
one, two = A(), A()
one.__dict__ = two.__dict__ = d
one.extra = 2
print(two.extra, d, one.__dict__ is d); d.clear(); print(hasattr(two, "shared"))
class Root: pass
class C(Root): pass
for code in ("C.__name__ = 5", "C.__name__ = 'a\\0b'", "C.__name__ = 'New Name'", "del C.__name__", "C.__qualname__ = 'Q.C'", "C.__qualname__ = 1", "del C.__qualname__",
             "C.__module__ = 3", "del C.__module__", "C.__module__", "C.__doc__ = 'later'", "del C.__doc__", "C.__bases__ = ()", "C.__bases__ = A", "C.__bases__ = (1,)", "C.__bases__ = (C,)",
             "C.__bases__ = (A, A)", "C.__bases__ = (int,)", "C.__bases__ = (A, B)", "del C.__bases__", "C.__mro__ = ()", "C.__dict__ = {}", "C.__dict__['x'] = 1", "C.__abstractmethods__",
             "C.__abstractmethods__ = {'f'}", "C()", "del C.__abstractmethods__", "del C.__abstractmethods__", "C.__annotations__ = {}", "C.__annotations__ = 3", "del C.__annotations__", "C.__type_params__ = (1,)",
             "C.__type_params__ = []", "del C.__type_params__", "C.__base__ = A", "C.__flags__ = 0", "C.__text_signature__", "int.__name__ = 'x'", "int.x = 1", "del int.real", "int.__doc__ = ''", "type.mro = 1", "C.__firstlineno__", "C.__static_attributes__"):
    attempt(code, C=C)
C.__module__ = "elsewhere"
print(C, C.__name__, C.__qualname__, [k.__name__ for k in C.__mro__], C.x, C.y, C.__doc__)
class Sub(C): pass
C.__bases__ = (B,)
print([k.__name__ for k in Sub.__mro__], hasattr(Sub, "x"), [k.__name__ for k in A.__subclasses__() if k is C])
class M(type):
    def mro(cls): return [cls, object] if cls.__name__ == "Short" else type.mro(cls)
Short = M("Short", (A,), {})
print([k.__name__ for k in Short.__mro__], Short.__bases__ == (A,), hasattr(Short, "x"))
for bad in (lambda cls: [1], lambda cls: None, lambda cls: [int, cls], lambda cls: []):
    try: type("M", (type,), {"mro": bad})("T", (), {})
    except Exception as e: print(type(e).__name__, e)
