# Methods of built-in types as objects: descriptors by hand, names, owners, receivers of the wrong type, and what may be done with them.
import inspect
import operator

cases = """
str.upper, "a".upper.__name__, str.upper.__name__, str.upper.__qualname__, "a".upper.__qualname__, [].append.__qualname__, str.upper.__objclass__, "a".upper.__self__, type(str.upper), type("a".upper), type(str.__add__), type("a".__add__), type(dict.fromkeys), dict.fromkeys.__self__, str.__add__.__objclass__, type(int.__dict__["from_bytes"]), type(int.__dict__["real"]), type(object.__dict__["__class__"])
str.upper(5)
str.upper()
str.upper("a", 1)
list.append(5, 1)
list.append([])
dict.keys([])
int.__add__("a", 1)
int.__add__()
int.__add__(1, 2, 3)
str.__len__(5)
object.__repr__()
type.mro(5)
type.mro()
int.real.__get__("a")
int.from_bytes.__get__(5)
str.upper.__get__("a")(), str.upper.__get__("a", str)(), str.upper.__get__(None, str) is str.upper, str.__add__.__get__("a")("b"), dict.fromkeys.__get__ if 0 else dict.__dict__["fromkeys"].__get__(None, dict)("a"), str.__dict__["maketrans"].__get__(None)("a", "b"), int.__dict__["real"].__get__(5)
str.upper.__get__(5)
str.upper.__get__(None)
str.upper.__get__(None, None)
str.__add__.__get__(5, str)
dict.__dict__["fromkeys"].__get__({}, dict)("a"), dict.__dict__["fromkeys"].__get__({})("b")
dict.__dict__["fromkeys"].__get__(None)
dict.__dict__["fromkeys"].__get__(None, int)
dict.__dict__["fromkeys"](dict, "a"), dict.__dict__["fromkeys"].__name__, dict.__dict__["fromkeys"].__objclass__
dict.__dict__["fromkeys"]()
dict.__dict__["fromkeys"](int, "a")
[].append == [].append, (l := []).append == l.append, l.append is l.append, hash(l.append) == hash(l.append), "a".upper == "a".upper, str.upper == str.upper, str.upper is str.upper, len == len, (1).__add__ == (1).__add__, l.append.__self__ is l, l.append.__call__(1), l, {l.append: 1}[l.append]
[].append < [].append
len.__self__.__name__, len.__module__, len.__name__, len.__qualname__, len.__text_signature__, str.upper.__text_signature__, [].append.__text_signature__, len.__class__, callable(len), bool(len)
str(inspect.signature(str.split)), str(inspect.signature("a".split)), str(inspect.signature(int.to_bytes)), str(inspect.signature(len)), str(inspect.signature(dict.fromkeys)), str(inspect.signature([].sort)), str(inspect.signature(sorted)), str(inspect.signature(int.__add__)), str(inspect.signature(isinstance)), str(inspect.signature(list.insert)), str(inspect.signature(str.join))
inspect.ismethoddescriptor(str.upper), inspect.isbuiltin("a".upper), inspect.ismethoddescriptor(str.__add__), inspect.isdatadescriptor(int.real), inspect.isroutine(str.upper), inspect.isroutine(len), inspect.isgetsetdescriptor(int.real), inspect.ismemberdescriptor(slice.start), inspect.isfunction(len), inspect.isbuiltin(len), inspect.ismethodwrapper((1).__add__)
slice.start.__name__, slice.start.__objclass__, slice.start.__get__(slice(5, 6)), type(slice.start), type(complex.real), type(range.start), property.fget.__name__, type(BaseException.args), type(type.__dict__["__dict__"]), type.__dict__["__mro__"].__get__(int)
list(map(str.upper, "ab")), list(map("abc".find, "cx")), sorted("bA", key=str.lower), list(filter(str.isdigit, "a1")), dict(map(str.split, ["a b"])), sum(map(int.bit_length, [1, 2, 4])), max([[1], [1, 2]], key=list.__len__), operator.methodcaller("upper")("a"), [*map(int.__add__, [1], [2])], list(map([10, 20].__getitem__, [1, 0])), list(map({}.get, "a"))
getattr("a", "upper")(), getattr(str, "upper")("b"), hasattr(1, "__add__"), hasattr(int, "from_bytes"), getattr([], "nope", 5), "a".__getattribute__("upper")(), object.__getattribute__("a", "upper")(), type.__getattribute__(str, "upper")("c"), vars(str)["upper"]("d"), str.__dict__["upper"] is str.upper
"a".upper.x
"".join.__get__
str.upper.x
"""
for source in cases.strip().splitlines():
    try:
        print(source, "->", repr(eval(source)))
    except Exception as e:
        print(source, "->", type(e).__name__, e)
for statement in ("'a'.upper.x = 1", "str.upper.x = 1", "len.__name__ = 'x'", "len.__doc__ = 'x'", "str.upper = 5", "del str.upper", "type(len)()", "type(str.upper)()", "type('a'.__add__)()", "class F(type(len)): pass", "class F(type(str.upper)): pass", "str.__dict__['x'] = 1", "int.real = 5", "object.__eq__ = 1", "type.x = 1", "setattr(list, 'x', 1)", "[].__class__ = list", "[].__class__ = tuple"):
    try: exec(statement); print(statement, "done")
    except Exception as e: print(statement, type(e).__name__, e)
class U(str):
    upper = str.lower
    first = str.__getitem__
    shout = "fixed".upper
print(U("aB").upper(), U("xyz").first(1), U("q").shout(), U.upper, U.__dict__["upper"] is str.lower)
