# Look-ups on a class ask the metaclass' data descriptors, the class' own mro with __get__(None, cls), then the metaclass; super() skips the first.
class D:
    def __init__(self, tag, data=False):
        self.tag = tag
        if data: self.__class__ = Data
    def __get__(self, obj, owner=None): return f"{self.tag}({obj if obj is None or isinstance(obj, int) else obj.__class__.__name__ if not isinstance(obj, type) else obj.__name__}, {owner and owner.__name__})"
class Data(D):
    def __set__(self, obj, value): print("set", self.tag, getattr(obj, "__name__", "instance"), value)
    def __delete__(self, obj): print("delete", self.tag, getattr(obj, "__name__", "instance"))
class Meta(type):
    a = D("meta data", True); b = D("meta plain"); c = D("meta only plain"); d = "meta value"; e = "meta value e"
class Base(metaclass=Meta):
    a = D("base"); b = D("base b"); e = D("base e", True)
class C(Base):
    a = 1
    d = D("class d")
for name in "abcde":
    print(name, getattr(C, name), "/", getattr(C(), name, "none"))
C.a = 5; C.e = 6; print(C.a, C.e, C.__dict__["a"]); del C.a
C.b = 7; print(C.b, C().b); del C.b; print(C.b)
i = C(); i.e = 3; i.__dict__["e"] = "hidden"; print(i.e); del i.e
i.d = "instance"; print(i.d)
print(super(C, i).a, super(C, C).a, super(C, C).b)
for bad in (lambda: super(C, C).c, lambda: super(C, i).zzz, lambda: super(C, 3), lambda: super(3, C), lambda: super(C).a, lambda: super(), lambda: super(C, C, C), lambda: super(Base, int)):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
print(super(C, i).__thisclass__.__name__, super(C, i).__self__ is i, super(C, i).__self_class__.__name__, super(C).__self__, super(Base, C).__self_class__ is C)
unbound = super(C)
C.up = unbound
print(C.up is unbound, type(i.up).__name__, i.up.a, unbound.__get__(i).a, unbound.__get__(None, C) is unbound)
class Getless:
    def __set__(self, o, v): o.__dict__["g"] = v * 2
class H: g = Getless()
h = H(); print(type(h.g).__name__); h.g = 4; print(h.g, H.g.__class__.__name__)
try: del h.g
except AttributeError as e: print(e)
class Setless:
    def __get__(self, o, t=None): return "got"
    def __delete__(self, o): print("deleted")
class J: s = Setless()
j = J(); del j.s
try: j.s = 1
except AttributeError as e: print(e)
j.__dict__["s"] = 5; print(j.s)
class Instance:
    def __init__(self): self.__get__ = lambda *a: "never"
class K: v = Instance()
print(type(K().v).__name__)
class Callable:
    def __call__(self, o, t): return ("called", o.__class__.__name__, t.__name__)
class Odd: __get__ = Callable()
try: print(type("L", (), {"x": Odd()})().x)
except TypeError as e: print(e)
class Change:
    def __get__(self, o, t): t.x = "changed by the first look"; return "first"
class N: x = Change()
n = N(); print(n.x, n.x)
class Prop(property): pass
class O:
    p = Prop(lambda self: self.q, doc="d")
try: O().p
except AttributeError as e: print(e, e.name)
print(O.p.__doc__, O.__dict__["p"].__get__(None, O) is O.p, O.p.__name__ if hasattr(O.p, "__name__") else "no name")
