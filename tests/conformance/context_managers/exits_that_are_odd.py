# with looks up __enter__ and __exit__ on the type, __exit__ first or last as 3.14 does, and keeps their errors in order.
class CM:
    def __init__(self, name, enter=None, exit=None): self.name, self.e, self.x = name, enter, exit
    def __enter__(self):
        print("enter", self.name)
        if self.e: raise self.e
        return self
    def __exit__(self, t, v, tb):
        print("exit", self.name, t and t.__name__)
        if isinstance(self.x, Exception): raise self.x
        return self.x
class OnlyEnter:
    def __enter__(self): print("never")
class OnlyExit:
    def __exit__(self, *a): print("never")
class Async:
    async def __aenter__(self): pass
    async def __aexit__(self, *a): pass
class OnInstance: pass
oi = OnInstance(); oi.__enter__ = lambda: 1; oi.__exit__ = lambda *a: 1
class Truth:
    def __bool__(self): raise ZeroDivisionError("truth")
def chain(e):
    out = []
    while e: out.append(repr(e)); e = e.__context__
    return out
def run(*cms, error=None, how="raise"):
    try:
        with cms[0] as a:
            with cms[1] if len(cms) > 1 else CM("x") as b:
                if error: raise error
        return "done"
    except Exception as e: return chain(e)
for odd in (OnlyEnter(), OnlyExit(), oi, Async(), 5, OnInstance):
    print(run(odd))
print(run(CM("a"), CM("b"), error=KeyError(1)))
print(run(CM("a", exit=True), CM("b"), error=KeyError(2)))
print(run(CM("a"), CM("b", exit=ValueError("x")), error=KeyError(3)))
print(run(CM("a", exit=OSError("y")), CM("b", exit=ValueError("x")), error=KeyError(4)))
print(run(CM("a", exit=1), CM("b", enter=ValueError("e"))))
print(run(CM("a", exit=Truth()), error=KeyError(5)), run(CM("a", exit=Truth())))
def loops():
    for i in range(3):
        with CM(i, exit=True):
            if i == 0: continue
            if i == 1: raise LookupError
            return "returned"
print(loops())
target = []
try:
    with CM("t") as target[0]: pass
except IndexError as e: print(e)
with (CM("p") as p, CM("q") as q,): print(p.name, q.name)
