# yield from over things that are no generators: iterators with only some of send, throw and close.
class Plain:
    def __init__(self): self.n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        if self.n > 3: raise StopIteration("end")
        return self.n
class WithSend(Plain):
    def send(self, v): print("  send", v); return ("sent", v)
class WithThrow(Plain):
    def throw(self, *args): print("  throw", [repr(a) for a in args]); return "thrown"
class WithClose(Plain):
    def close(self): print("  close"); return "ignored"
class CloseFails(Plain):
    def close(self): raise OSError("close")
class ThrowStops(Plain):
    def throw(self, e): raise StopIteration("from throw")
def outer(it):
    r = yield from it
    print("  result", r)
    return r
def attempt(f, *args):
    try: print(f.__name__, args and type(args[0]).__name__, "->", f(*args))
    except BaseException as e: print(f.__name__, args and type(args[0]).__name__, "->", type(e).__name__, e)
for cls in (Plain, WithSend, WithThrow, WithClose, CloseFails, ThrowStops):
    print(cls.__name__)
    g = outer(cls()); next(g); attempt(g.send, None); attempt(g.send, 5); attempt(g.close)
    g = outer(cls()); next(g); attempt(g.throw, ValueError("v")); attempt(g.close)
    g = outer(cls()); next(g)
    if cls is not WithThrow: attempt(g.throw, ValueError); attempt(g.close)
    g.__class__; attempt(g.close)
    g = outer(cls()); next(g); attempt(g.close)
    g = outer(cls()); next(g); attempt(g.throw, GeneratorExit()); attempt(g.send, None); attempt(g.close)
    print(" ", list(outer(cls())))
for it in (5, None, [], "ab", {1: 2}, range(2), iter([7])):
    try: print(list(outer(it)))
    except TypeError as e: print(e)
def inner():
    try: x = yield 1; print("inner got", x); yield 2
    except KeyError as e: print("inner", repr(e)); return "recovered"
    finally: print("inner finally")
g = outer(inner()); print(next(g)); attempt(g.throw, KeyError("k"))
i = inner(); g = outer(i); next(g); print(g.gi_yieldfrom is i, g.gi_running, i.gi_suspended); g.close(); print(i.gi_frame, g.gi_yieldfrom)
i = inner(); next(i); g = outer(i); attempt(next, g); i.close(); attempt(next, g)
def twice():
    x = inner()
    yield from x
    print("over"); yield from x; return "all"
print(list(twice()))
def self_delegate():
    yield from me
me = self_delegate(); attempt(next, me)
def returns():
    return (yield from (yield "first") or [])
g = returns(); print(next(g)); attempt(g.send, inner()); attempt(g.send, "s"); attempt(next, g)
