# print writes part by part: what str() of a later argument prints or raises comes in between.
import sys, io
class A:
    def __str__(self): return "A"
class B:
    def __str__(self): print("in B"); return "B"
class C:
    def __str__(self): raise KeyError("C")
class D:
    def __repr__(self): print("(D)", end=""); return "D"
print(A(), B(), sep="|")
print("list", [D()], {1: D()}, 5, D())
try: print("a", A(), C(), "never")
except KeyError as e: print("!", e)
class File:
    def __init__(self): self.got = []
    def write(self, text): self.got.append(text)
f = File()
print("a", 1, [2], sep="-", file=f); print(file=f); print("x", end="", file=f); print("a", "b", sep="", file=f)
print(f.got)
class NoWrite: pass
class NoFlush(File): pass
for call in (lambda: print("a", file=NoWrite()), lambda: print("a", file=5), lambda: print("a", file=NoFlush(), flush=True), lambda: print("a", sep=5), lambda: print("a", end=b""), lambda: print("a", fil=f), lambda: print(flush=C())):
    try: print("result", call())
    except Exception as e: print(type(e).__name__, e)
out = sys.stdout
class Swaps:
    def __str__(self): sys.stdout = f; return "swapped"
f.got.clear(); print("one", Swaps(), "two"); print("to f"); sys.stdout = out; print(f.got)
sys.stdout = None; print(C()); sys.stdout = out
s = io.StringIO(); print("a", None, True, 2.5, file=s); print(repr(s.getvalue()))
del sys.stdout
try: print("lost")
except RuntimeError as e: sys.stdout = out; print(e)
