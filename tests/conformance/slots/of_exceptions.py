# Slots of exception classes: they lie beside the exception's own fields and its dict, in every derived class.
import copy, gc, pickle

class Base(Exception):
    __slots__ = ("loc", "msg", "args")

    def __init__(self, loc, msg=None):
        self.loc = loc
        self.msg = msg
        self.args = ("slot", loc)

class Derived(Base):
    pass

class Deeper(Derived):
    __slots__ = ("extra",)

for cls in (Base, Derived, Deeper):
    e = cls(1, "m")
    e.note = "free"
    print(cls.__name__, e.loc, e.msg, e.args, repr(e), str(e), e.__dict__)
    try:
        raise e
    except Base as caught:
        print(caught is e, caught.loc, caught.__context__)
    del e.note, e.loc
    for name in ("note", "loc"):
        try:
            delattr(e, name)
        except AttributeError as err:
            print(type(err).__name__, err)
    try:
        e.loc
    except AttributeError as err:
        print(err)
    print(e.__dict__)

d = Deeper(5)
d.extra = [1]
print(d.extra, d.__dict__, Deeper.extra, Base.loc)
try:
    Base.loc.__get__(ValueError())
except TypeError as err:
    print(err)

class Os(OSError):
    __slots__ = ("path",)

o = Os(2, "no", "f")
o.path = "p"
print(o.path, o.errno, o.filename, o.__dict__, str(o))

class Group(ExceptionGroup):
    __slots__ = ("tag",)

g = Group("g", [ValueError(1)])
g.tag = "t"
print(g.tag, g.exceptions, g.split(TypeError)[0])

class WithDict(ValueError):
    __slots__ = ("x",)

w = WithDict("a")
w.x = {"self": w}
w.y = 1
gc.collect()
print(w.x["self"] is w, vars(w), w.__reduce__())
w.__dict__ = {"z": 2}
print(w.x["self"] is w, w.z)
c = copy.copy(w)
print(type(c).__name__, c.args, c.z, hasattr(c, "x"))

for base in (KeyError, StopIteration, SystemExit, SyntaxError, UnicodeDecodeError):
    cls = type("S", (base,), {"__slots__": ("s",)})
    try:
        i = cls.__new__(cls)
        i.s = base.__name__
        print(i.s, vars(i))
    except Exception as err:
        print(repr(err))

class Finalized(Exception):
    __slots__ = ("n",)

    def __del__(self):
        print("gone", self.n)

def lose():
    f = Finalized()
    f.n = 3

lose()
gc.collect()
