# What object gives to every type: __reduce_ex__, __getstate__, __format__, __dir__, __sizeof__, __init_subclass__, comparison and refusals.
import copyreg


class Plain: pass
class Slots:
    __slots__ = ("a", "b")
class SlotsDict(Slots): pass
class L(list): pass
class NewArgs:
    def __new__(cls, *a): return object.__new__(cls)
    def __getnewargs__(self): return (1, 2)
class NewArgsEx(NewArgs):
    def __getnewargs_ex__(self): return (1,), {"k": 2}
class BadArgs(NewArgs):
    def __getnewargs__(self): return [1]
class BadArgsEx(NewArgs):
    def __getnewargs_ex__(self): return (1,)


p = Plain(); p.x = 1
s = Slots(); s.a = 1
sd = SlotsDict(); sd.b = 2; sd.c = 3
l = L([1, 2]); l.t = "t"
cases = """
p.__getstate__(), Plain().__getstate__(), s.__getstate__(), Slots().__getstate__(), sd.__getstate__(), l.__getstate__(), L().__getstate__(), (5).__getstate__(), [].__getstate__(), object().__getstate__(), "a".__getstate__(), ValueError(1).__getstate__()
p.__reduce_ex__(2)[0].__name__, p.__reduce_ex__(2)[1:], p.__reduce_ex__(4)[2], p.__reduce_ex__(0)[1:], p.__reduce__()[0].__name__, l.__reduce_ex__(2)[1:3], list(l.__reduce_ex__(2)[3]), l.__reduce_ex__(2)[4], l.__reduce_ex__(1)[1:]
s.__reduce_ex__(2)[1:]
s.__reduce_ex__(1)
s.__reduce_ex__(0)
sd.__reduce_ex__(2)[2]
NewArgs().__reduce_ex__(2)[1:], NewArgsEx().__reduce_ex__(2)[0].__name__, NewArgsEx().__reduce_ex__(2)[1][1:], NewArgsEx().__reduce_ex__(4)[1][1:], NewArgsEx().__reduce_ex__(4)[0].__name__
BadArgs().__reduce_ex__(2)
BadArgsEx().__reduce_ex__(2)
(5).__reduce_ex__(2)[1:], [1].__reduce_ex__(2)[1:3], {1: 2}.__reduce_ex__(2)[1], list({1: 2}.__reduce_ex__(2)[4]), {1}.__reduce__()[1:], (1,).__reduce_ex__(2)[1], frozenset([1]).__reduce__()[1:], (1.5).__reduce_ex__(2)[1], "a".__reduce_ex__(2)[1], b"a".__reduce_ex__(2)[1], True.__reduce_ex__(2)[1], bytearray(b"a").__reduce_ex__(2)[1], bytearray(b"a").__reduce_ex__(3)[1], (1j).__reduce_ex__(2)[1], range(3).__reduce__()[1], slice(1).__reduce__()[1], ....__reduce__(), NotImplemented.__reduce__(), ValueError(1, 2).__reduce__()[1:]
p.__reduce_ex__()
p.__reduce_ex__("a")
p.__reduce__(1)
(x for x in "a").__reduce_ex__(2)
(lambda: 0).__reduce_ex__(2)
memoryview(b"").__reduce_ex__(2)
type.__reduce_ex__(int, 2) if 0 else int.__reduce_ex__.__class__.__name__
{}.keys().__reduce_ex__(2)
open.__reduce__(), len.__reduce__(), [].append.__reduce__()[1], str.upper.__reduce__()[1]
object().__format__("")[:7], format(p, "").startswith("<__main__.Plain object"), format(None, ""), format([1], "")
format(p, "x")
format([], ">5")
format(None, "d")
object().__eq__(1), object().__ne__(1), object().__lt__(1), (o := object()).__eq__(o), o.__ne__(o), p.__eq__(p), object() == object(), object().__hash__() is not None, None.__eq__(None), None.__eq__(1), None.__bool__(), type.__eq__(int, int), type.__eq__(int, str)
object() < object()
object(1)
object(x=1)
Plain(1)
Plain(x=1)
Plain.__new__(Plain, 1)
Plain().__init__(1)
object.__new__(Plain).__class__.__name__, object.__new__(NewArgs, 1) if 0 else 1
object.__new__(int)
object.__new__(5)
object.__new__()
object.__new__(list)
object.__init__(5), object.__init__(Plain())
object.__init__()
object.__init_subclass__(), object.__subclasshook__(), object.__subclasshook__(int), int.__subclasshook__(5)
object.__init_subclass__(x=1)
type("T", (), {}, x=1)
"__class__" in object().__dir__(), sorted(set(dir(object())) - set(dir(type("E", (), {})()))), sorted(set(dir(p)) - set(dir(object()))), sorted(set(dir(s)) - set(dir(object()))), "x" in p.__dir__(), sorted(set(dir(Slots)) - set(dir(Plain)))
sorted(dir(object))
object().__sizeof__() > 0, p.__sizeof__() > 0, "".__sizeof__() < "abc".__sizeof__() < ("abc" * 99).__sizeof__(), (1).__sizeof__() <= (2**100).__sizeof__(), ().__sizeof__() < (1, 2).__sizeof__(), int.__sizeof__.__class__.__name__
object.__repr__(5).startswith("<int object at 0x"), object.__str__(5), object.__str__("a"), object.__repr__(p) == repr(p), object.__hash__(5) is not None, object.__class__, object.__bases__, object.__base__, object.__mro__, object.__dict__.get("__weakref__"), object.__basicsize__ > 0
object().x
object().x.y
object.__getattribute__(5, "real"), object.__getattribute__(p, "x")
object.__getattribute__(p, 5)
object.__setattr__(p, "y", 2), p.y, object.__delattr__(p, "y"), hasattr(p, "y")
object.__delattr__(p, "zz")
object.__setattr__(5, "x", 1)
object.__setattr__(int, "x", 1)
object.__setattr__(Plain, "x", 1)
copyreg.__reduce_ex__(p, 2) if 0 else copyreg.__newobj__(Plain).__class__.__name__
p.__class__.__name__, p.__module__, p.__doc__, p.__dict__, p.__weakref__, Plain.__dict__.get("__dict__").__class__.__name__
"""
for source in cases.strip().splitlines():
    try:
        print(source, "->", repr(eval(source)).replace(hex(id(p)), "0x"))
    except Exception as e:
        print(source, "->", type(e).__name__, str(e).partition(" at 0x")[0])
for statement in ("object().x = 1", "(5).x = 1", "s.c = 1", "del s.b", "del p.nothing", "p.__class__ = Slots", "p.__class__ = int", "p.__class__ = 5", "del p.__class__", "p.__dict__ = 5", "p.__dict__ = {'n': 1}; print(p.n)", "del p.__dict__; print(p.__dict__)", "object.x = 1", "int.x = 1", "del int.real", "None.x = 1", "p.__weakref__ = 1", "p.__doc__ = 'own'; print(p.__doc__)", "Plain.__doc__ = 'cls'; print(Plain().__doc__)", "int.__doc__ = 'x'", "Plain.__name__ = 5", "Plain.__bases__ = ()", "p.__module__ = 'm'; print(p.__module__, Plain.__module__)"):
    try: exec(statement); print(statement, "done")
    except Exception as e: print(statement, type(e).__name__, e)
