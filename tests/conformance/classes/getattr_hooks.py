# __getattr__ only after failure, __getattribute__ always, and who bypasses them.
class A:
    real = 1
    def __getattr__(self, n):
        if n.startswith("__"): raise AttributeError(n)
        return "dyn " + n
    def __setattr__(self, n, v): super().__setattr__(n, ("set", v))
    def __delattr__(self, n): print("del", n); object.__delattr__(self, n)
a = A(); a.v = 3
print(a.real, a.foo, a.v, hasattr(a, "anything"), getattr(a, "zz", 0)); del a.v; print(a.v)
class B:
    def __getattribute__(self, n):
        print("get", n)
        return object.__getattribute__(self, n)
    def m(self): return 1
    def __len__(self): return 4
b = B(); b.m(); len(b); b.x = 1; b.x; B.m(b); str(b)[:3]; b.__class__; isinstance(b, B); b.x += 1
class C:
    def __getattribute__(self, n): raise AttributeError("never")
    def __getattr__(self, n): return "fallback " + n
print(C().x, C().__dict__)
class D:
    @property
    def p(self): return self.missing
    def __getattr__(self, n): return f"hook {n}"
print(D().p)
class E:
    @property
    def p(self): raise AttributeError("inner")
    def __getattr__(self, n): raise KeyError(n)
try: E().p
except KeyError as e: print(repr(e), repr(e.__context__))
try: hasattr(E(), "q")
except KeyError as e: print("hasattr passes", e)
class F: 
    def __getattr__(self, n): return self.__getattr__2(n)
try: F().x
except RecursionError: print("recursion")
class G: pass
g = G(); g.__getattr__ = lambda n: 1; g.__len__ = lambda: 5
for f in (lambda: g.x, lambda: len(g)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
G.__getattr__ = lambda self, n: "late " + n; print(g.y)
del G.__getattr__
try: g.y
except AttributeError as e: print(e, e.name, e.obj is g)
