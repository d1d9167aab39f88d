# Finalizers run at the latest at gc.collect(), once, and may resurrect.
import gc
class A:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
a = A(1); del a; gc.collect(); print("after 1")
a = A(2); a.self = a; del a; gc.collect(); print("after 2")
saved = []
class R:
    def __del__(self): print("resurrect"); saved.append(self)
r = R(); del r; gc.collect(); print(len(saved)); saved.clear(); gc.collect(); print("not twice", len(saved))
def g():
    try: yield 1
    finally: print("generator closed")
i = g(); next(i); del i; gc.collect(); print("after gen")
for x in g(): break
gc.collect(); print("after for")
class E:
    def __del__(self): raise ValueError("ignored")
import sys
hook = sys.unraisablehook; sys.unraisablehook = lambda u: print("unraisable", u.exc_type.__name__, u.exc_value)
e = E(); del e; gc.collect(); sys.unraisablehook = hook
l = [A(3)]; l.append(l); del l; gc.collect(); print("list cycle")
print(gc.isenabled(), gc.disable(), gc.isenabled(), gc.enable(), type(gc.collect()).__name__)
class Slot:
    __slots__ = ("v", "__weakref__")
    def __del__(self): print("slot del", self.v)
s = Slot(); s.v = 5; s = None; gc.collect(); print("end")
