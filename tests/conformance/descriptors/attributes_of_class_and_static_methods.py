# Class and static methods have a dict, and copy into it what names their function.
import inspect

class C:
    @classmethod
    def c(cls): "doc"
    @staticmethod
    def s(): "sdoc"
for n in "cs":
    m = inspect.getattr_static(C, n)
    m.mark = n
    print(m.mark, m.__dict__, m.__name__, m.__qualname__, m.__doc__, m.__module__, m.__wrapped__ is m.__func__, vars(m) is m.__dict__)
    del m.mark
    try: del m.mark
    except AttributeError as e: print(e)
    try: m.__func__ = 1
    except AttributeError as e: print(e)
print(C.c.__doc__, hasattr(C.c, "mark"))
class D:
    def __init_subclass__(cls): "x"
    def __class_getitem__(cls, i): pass
m = D.__dict__['__init_subclass__']
print(m.__dict__, hasattr(m, "__name__"))
m = D.__dict__['__class_getitem__']
print(m.__dict__, hasattr(m, "__name__"))
m = classmethod(3)
print(list(m.__dict__), m)
def given(x): "Its text."
m.__init__(given)
print(m.__dict__, m.__func__ is given)
m.__dict__ = {"a": 1}
print(m.a, hasattr(m, "__name__"))
m.__name__ = "other"
print(m.__name__, vars(m))
class S(staticmethod):
    __slots__ = ("z",)
s = S(len); s.z = 1; s.q = 2
print(s.z, s.q, s.__name__, s(b"ab"), sorted(vars(s)))
