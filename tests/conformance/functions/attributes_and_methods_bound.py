# Bound methods, function attributes and builtin functions as objects: binding by hand, equality, hashing, attributes through the method, and what is read-only.
import types
class A:
    def f(self, *a, **k): "the doc"; return (type(self).__name__, a, k)
    f.tag = "on the function"
    @classmethod
    def c(cls, *a): return cls.__name__, a
    @staticmethod
    def s(*a): return a
    b = len
    call = types.SimpleNamespace
    nested = None
class B(A): pass
a, b = A(), B()
m = a.f
def attempt(code, **env):
    try: print(code, "=", eval(code, globals() | env))
    except Exception as e: print(code, "!", type(e).__name__, e)
for code in ("m is a.f", "m == a.f", "m == A().f", "m == b.f", "hash(m) == hash(a.f)", "m.__self__ is a", "m.__func__ is A.f", "m.tag", "setattr(m, 'tag', 1)", "setattr(m, 'x', 1)", "delattr(m, 'tag')", "m.__name__", "m.__qualname__", "m.__doc__", "m.__dict__", "m.__code__.co_name", "m.__defaults__", "m.__module__", "m.nope",
             "m.__get__(b) is m", "m.__get__(b, B)(1)", "A.f.__get__(b)(2)", "A.f.__get__(None, A) is A.f", "A.f.__get__(None)", "A.f.__get__(None, None)", "A.f.__get__()", "A.f.__get__(3)()", "types.MethodType(A.f, 3)(4, k=5)", "types.MethodType(len, 'abc')()", "types.MethodType(3, 4)", "types.MethodType(len, None)", "types.MethodType(len)", "types.MethodType(len, 1, 2)", "types.MethodType(print, 1) == types.MethodType(print, 1)", "types.MethodType(print, 1) == types.MethodType(print, 1.0)", "types.MethodType(types.MethodType(A.f, 1), 2)(3)",
             "a.c == A.c", "a.c.__self__", "A.c.__func__(B, 1)", "b.c(1)", "A.__dict__['c'].__get__(None, B)(1)", "A.__dict__['c'].__get__(b)(1)", "A.__dict__['c']()", "A.__dict__['s'](1)", "A.__dict__['s'].__get__(1, 2)(3)", "a.s(1)", "a.b([1, 2])", "a.call(x=1)", "A.__dict__['c'].__wrapped__.__name__", "A.__dict__['s'].__name__", "classmethod(5).__get__(1, int)", "classmethod(len).__get__(None, 'ab')()", "staticmethod(5)()", "staticmethod(5).__get__(1)", "A.f", "m") :
    if code in ("A.f", "m", "A.f.__get__(None)", "types.MethodType(len)"):
        try: print(str(eval(code)).split(" at 0x")[0])
        except Exception as e: print(code, "!", type(e).__name__, e)
    else: attempt(code)
for code in ("len.__self__.__name__", "len.__name__", "len.__qualname__", "len.__module__", "len.__text_signature__", "len.x", "setattr(len, 'x', 1)", "len.__get__", "[].append.__self__", "[].append.__qualname__", "[].append == [].append", "''.join == ''.join", "x.append == x.append", "x.append is x.append", "hash(x.append) == hash(x.append)", "list.append.__get__(x)(9)", "x", "list.append.__get__(None, list) is list.append", "list.append.__get__('s')", "list.append('s', 1)", "list.append()", "list.append.__objclass__", "list.append.__name__", "list.append.__qualname__", "list.__len__([1])", "list.__len__.__get__([1, 2])()", "[].__len__.__self__", "[].__len__.__name__", "(5).__add__(3)", "int.__add__(5, 3.0)", "int.__add__('a', 1)", "int.__add__(1)", "(5).__add__.__objclass__", "dict.fromkeys.__self__", "dict.fromkeys('ab')", "dict.__dict__['fromkeys'].__get__(None, dict)('c')", "dict.__dict__['fromkeys'].__get__(None, int)", "dict.__dict__['fromkeys'](dict, 'q')", "str.maketrans('a', 'b')", "type(str.__dict__['maketrans']).__name__", "int.real.__get__(5)", "int.real.__set__(5, 1)", "int.real.__name__", "type(int.real).__name__", "(5).real", "object.__init__.__get__(3)()", "object.__new__(A).__class__", "object.__new__(int)", "object.__new__(1)", "object.__new__()", "int.__new__(bool)", "list.__new__(A)", "int.__new__(A)", "type.__call__(A).__class__", "type.__call__(type, 5)", "object.__reduce_ex__(A(), 2)[1]", "print.__class__", "type(m)", "type(A.f)", "type([].append)", "type(list.append)", "type([].__len__)", "type(list.__len__)", "type(dict.__dict__['fromkeys'])"):
    attempt(code, x=globals().setdefault("x", []))
def f(): pass
f.attr = 1; f.__dict__["other"] = 2; print(f.other, vars(f)); f.__dict__ = {"replaced": 3}; print(f.replaced, hasattr(f, "attr"))
attempt("setattr(f, '__dict__', 5)"); attempt("delattr(f, '__dict__')"); attempt("delattr(f, 'replaced')"); attempt("delattr(f, 'replaced')"); attempt("f < f"); attempt("f + f"); attempt("f[0]"); attempt("len(f)"); attempt("iter(f)"); attempt("bool(f)"); attempt("type(f)()"); attempt("type('F', (type(f),), {})"); attempt("type('F', (type(m),), {})"); attempt("type('F', (type(len),), {})")
f.__name__ = "renamed"; f.__qualname__ = "Very.renamed"; print(str(f).split(" at")[0]); attempt("f(1)")
print(str(type("X", (), {"m": f})().m).split(" of ")[0])
