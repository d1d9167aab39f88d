# Order of attribute look-up: data descriptors, the instance, other descriptors, __getattr__; and where half a descriptor stands.
class D:
    def __init__(self, name): self.name = name
    def __get__(self, obj, owner=None): return f"get {self.name} {'class' if obj is None else 'obj'}"
class DS(D):
    def __set__(self, obj, value): print("set", self.name, value)
class DD(D):
    def __delete__(self, obj): print("delete", self.name)
class SetOnly:
    def __set__(self, obj, value): obj.__dict__["so"] = value * 2
class NoneSet(D): __set__ = None
class Meta(type):
    m = D("meta m"); ds = DS("meta ds")
class A(metaclass=Meta):
    nd, ds, dd, so, ns = D("nd"), DS("ds"), DD("dd"), SetOnly(), NoneSet("ns")
    m = "class m"; ds_plain = 1
    def __getattr__(self, name): return "fallback " + name
a = A()
a.__dict__.update(nd="i nd", ds="i ds", dd="i dd", so="i so", ns="i ns")
print(a.nd, a.ds, a.dd, a.so, a.ns, a.missing)
a.so = 5; print(a.so, a.__dict__["so"])
a.nd = "new"; a.ds = 3; print(a.nd)
for action in ("a.dd = 1", "del a.ds", "del a.so", "a.ns = 1", "del a.ns", "del a.missing", "del a.dd"):
    try: exec(action); print(action, "ok")
    except Exception as e: print(action, type(e).__name__, e)
print(A.nd, A.ds, A.m, type(A.so).__name__)
A.ds = "plain now"; print("ds" in vars(A) and vars(A)["ds"].__class__.__name__, A.ds)
class B(A):
    nd = 7
    ds = property(lambda self: "prop")
b = B(); b.__dict__["ds"] = 1; print(b.ds, b.nd, super(B, b).nd, super(B, B).nd)
class Raises:
    def __get__(self, obj, owner): raise AttributeError("from get")
    def __set__(self, obj, value): raise AttributeError("from set")
class R:
    r = Raises()
    def __getattr__(self, name): return "rescued " + name
r = R(); print(r.r, hasattr(r, "r"), getattr(R, "r", "default"))
try: r.r = 1
except AttributeError as e: print(e)
class LateData(D): pass
class L: x = LateData("late")
l = L(); l.__dict__["x"] = "inst"; print(l.x); LateData.__set__ = lambda *a: None; print(l.x); del LateData.__set__; print(l.x); del LateData.__get__
