# The four hooks of attribute access, wherever they stand: on classes, metaclasses and modules, removed, replaced, raising, and calling each other.
import types
log = []
class All:
    def __getattribute__(self, name):
        log.append("get " + name)
        return object.__getattribute__(self, name)
    def __getattr__(self, name):
        log.append("missing " + name)
        if name.startswith("made"): return name.upper()
        raise AttributeError(f"nothing called {name}")
    def __setattr__(self, name, value): log.append(f"set {name}"); object.__setattr__(self, name, value)
    def __delattr__(self, name): log.append(f"del {name}"); object.__delattr__(self, name)
    def method(self): return "m"
def flush(*what): print(*what, "|", ", ".join(log)); log.clear()
o = All(); flush("made")
o.x = 1; flush(o.x); o.x += 1; flush(o.x); del o.x; flush(); flush(o.made_up); flush(o.method()); flush(hasattr(o, "no"), getattr(o, "no", 5))
for code in ("o.no", "del o.no", "o.no()", "o.no += 1", "o.__class__ = int", "len(o)", "o.__len__"):
    try: exec(code)
    except Exception as e: flush(code, type(e).__name__, e)
for i in range(2): o.i = i
flush([o.i for _ in range(2)], vars(o), o.__dict__ is vars(o))
import operator
flush(operator.attrgetter("i", "method.__name__")(o), operator.methodcaller("method")(o))
class NoDel:
    def __setattr__(self, name, value): raise TypeError("only deletion")
n = NoDel()
n.__dict__["a"] = 1
del n.a
try: n.a = 1
except TypeError as e: print(e)
try: del n.a
except AttributeError as e: print(e)
class Wrong:
    __getattr__ = 5
for name in ("x", "__class__"):
    try: print(getattr(Wrong(), name).__name__)
    except TypeError as e: print(e)
Wrong.__getattr__ = staticmethod(lambda name: "static " + name); print(Wrong().x)
Wrong.__getattr__ = classmethod(lambda cls, name: cls.__name__ + " " + name); print(Wrong().y)
Wrong.__getattr__ = types.MethodType(lambda s, name: s + name, "bound "); print(Wrong().z)
del Wrong.__getattr__
try: Wrong().x
except AttributeError as e: print(e)
class Meta(type):
    def __getattribute__(cls, name):
        if name == "forbidden": raise AttributeError("not for you")
        return super().__getattribute__(name)
    def __getattr__(cls, name): return f"class {name}"
    def __setattr__(cls, name, value): print("meta set", name); super().__setattr__(name, value)
    def __delattr__(cls, name): print("meta del", name); super().__delattr__(name)
class K(metaclass=Meta):
    def __init__(self): self.forbidden = "of the instance"
K.a = 1; print(K.a, K.forbidden, K.zzz, K().forbidden); del K.a
try: del K.a
except AttributeError as e: print(e)
try: object.__setattr__(K, "a", 1)
except TypeError as e: print(e)
try: type.__setattr__(3, "a", 1)
except TypeError as e: print(e)
try: object.__setattr__(int, "a", 1)
except TypeError as e: print(e)
class Loop:
    def __getattr__(self, name): return self.other
try: Loop().x
except RecursionError as e: print(type(e).__name__)
class Desc:
    def __get__(self, o, t): raise AttributeError("from the descriptor")
class Both:
    d = Desc()
    def __getattr__(self, name): return "after " + name
print(Both().d, hasattr(Both, "d"), Both.__dict__["d"].__class__.__name__)
m = types.ModuleType("m"); m.__getattr__ = lambda name: "module " + name; m.__setattr__ = None
m.q = 1; print(m.q, m.r)
