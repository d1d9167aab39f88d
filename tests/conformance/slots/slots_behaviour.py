# __slots__ removes the dict; layouts conflict; unset slots raise.
class A:
    __slots__ = ("x", "y")
a = A(); a.x = 1
print(a.x, hasattr(a, "y"), hasattr(a, "__dict__"), A.x, A.__slots__, type(A.x).__name__)
for f in (lambda: a.y, lambda: setattr(a, "z", 1), lambda: delattr(a, "y"), lambda: a.__dict__, lambda: vars(a), lambda: A.x.__get__(5), lambda: A.x.__set__(5, 1), lambda: __import__("weakref").ref(a)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
del a.x; print(hasattr(a, "x"))
class B(A): pass
b = B(); b.x, b.z = 1, 2; print(b.__dict__, b.x)
class C(A): __slots__ = "w",
c = C(); c.x, c.w = 1, 2
try: c.q = 1
except AttributeError as e: print(e)
class D: __slots__ = ["__dict__", "k"]
d = D(); d.k, d.free = 1, 2; print(vars(d))
class E: __slots__ = {"doc": "documented"}
print(E.doc.__doc__)
for body in ("class X(A):\n __slots__ = 'x'\n x = 1", "class X:\n __slots__ = 5", "class X:\n __slots__ = ('a b',)", "class X:\n __slots__ = ['a', 'a']", "class P:\n __slots__ = 'p'\nclass X(A, P): pass", "class X(int):\n __slots__ = 'a'", "class X(tuple):\n __slots__ = 'a'", "class X:\n __slots__ = 'a'\n a = 1", "class X:\n __slots__ = ('__dict__', '__dict__')", "class X(list):\n __slots__ = 'q'\nX().q = 5", "class X:\n __slots__ = (1,)", "class X:\n __slots__ = ()\nX().a = 1", "class X:\n __slots__ = '__p'\nprint(X.__slots__, hasattr(X, '_X__p'))"):
    try: exec(body); print("ok")
    except Exception as e: print(type(e).__name__, e)
class S: __slots__ = ("v",)
s1, s2 = S(), S(); s1.v = s2.v = [1]; s1.v.append(2); print(s2.v)
try: s1.__class__ = A
except TypeError as e: print(e)
class W: __slots__ = ("__weakref__",)
import weakref; w = W(); print(weakref.ref(w)() is w)
