# Each field calls __format__ with the evaluated spec; conversions come first.
class F:
    def __format__(self, spec): print("format", repr(spec)); return f"<{spec}>"
    def __str__(self): return "str"
    def __repr__(self): return "répr"
f = F()
w = 4
print(f"{f}", f"{f:abc}", f"{f!s:>5}", f"{f!r}", f"{f!a}", f"{f:{w}}", f"{f:a{w}b{w}}", "%s %r %a" % (f, f, f), f"{f=}", f"{f=:x}")
print(format(f), format(f, "q"), "{:z} {!r:>6}".format(f, f))
class B: pass
for g in (lambda: f"{B():x}", lambda: f"{[]:>5}", lambda: f"{None:5}", lambda: f"{1:s}", lambda: f"{'a':d}", lambda: f"{1.5:d}", lambda: f"{1:.2d}", lambda: f"{1:q}", lambda: f"{'a':+}", lambda: f"{'a':=5}", lambda: f"{1:,_}", lambda: f"{'x':,}", lambda: f"{3:{'>'}{'>'}{'>'}}",
          lambda: f"{1j:=5}", lambda: f"{2:c}{300:c}", lambda: f"{-1:c}", lambda: f"{1:10.}", lambda: f"{1.0:,n}", lambda: f"{1:_c}", lambda: f"{'a':#}", lambda: f"{1:#c}", lambda: f"{b'a':x}"):
    try: print(g())
    except Exception as e: print(type(e).__name__, e)
class BadF:
    def __format__(self, s): return 5
try: f"{BadF()}"
except TypeError as e: print(e)
