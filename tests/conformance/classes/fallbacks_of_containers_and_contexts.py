# Membership, iteration, indexing, reversal and lengths through whatever a class has of the protocol, and with-statements whose managers fail at every step.
log = []
def attempt(what, f):
    try: r = f()
    except BaseException as e: r = f"{type(e).__name__} {e}"
    print(what, "=", r, "|", " ".join(map(str, log))); log.clear()
class GetOnly:
    def __getitem__(self, i):
        log.append(i)
        if i == 3: raise IndexError
        if i == "boom": raise KeyError(i)
        return i * 10
class StopGet:
    def __getitem__(self, i):
        if i == 2: raise StopIteration
        return i
class IterNone(GetOnly): __iter__ = None
class ContNone(GetOnly): __contains__ = None
class Iter:
    def __iter__(self): log.append("iter"); return iter([1, 2])
class BadIter:
    def __iter__(self): return 5
class IterRaises:
    def __iter__(self): raise TypeError("mine")
class NextOnly:
    def __next__(self): return 1
class SelfIter:
    def __init__(self): self.n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        if self.n > 2: raise StopIteration
        return self.n
class Len:
    def __init__(self, n): self.n = n
    def __len__(self): log.append("len"); return self.n
class LenGet(Len):
    def __getitem__(self, i): log.append(i); return i
class Rev(LenGet):
    def __reversed__(self): return "any object"
class RevNone(LenGet): __reversed__ = None
class Cont:
    def __contains__(self, x): log.append(x); return [] if x == 0 else x
    def __iter__(self): raise AssertionError
class EqRaises:
    def __eq__(self, o): raise ArithmeticError("eq")
for c in (GetOnly, StopGet, IterNone, ContNone, Iter, BadIter, IterRaises, NextOnly, SelfIter, Cont):
    attempt(c.__name__ + " list", lambda: list(c())); attempt(c.__name__ + " in", lambda: 10 in c()); attempt(c.__name__ + " unpack", lambda: (lambda a, *b: (a, b))(*c())); attempt(c.__name__ + " next", lambda: next(iter(c()))); attempt(c.__name__ + " not in", lambda: 7 not in c())
for c in (LenGet(2), Rev(1), RevNone(1), Len(2), GetOnly(), Iter()): attempt(type(c).__name__ + " reversed", lambda: (lambda r: r if isinstance(r, str) else [x for x in r])(reversed(c)))
for n in (0, 5, -1, 2 ** 63, True, "x", 1.0): attempt(f"len {n!r}", lambda: len(Len(n))); attempt("bool", lambda: bool(Len(n))); 
attempt("in raises", lambda: EqRaises() in [1]); attempt("identity first", lambda: (lambda e: e in [e])(EqRaises())); attempt("index", lambda: [1].index(EqRaises())); attempt("count", lambda: (1, 2).count(EqRaises())); attempt("remove", lambda: [EqRaises()].remove(1)); attempt("max", lambda: max(GetOnly())); attempt("sorted", lambda: sorted(Iter())); attempt("zip", lambda: list(zip(GetOnly(), Iter()))); attempt("dict", lambda: dict([Iter()])); attempt("dict2", lambda: dict([GetOnly()])); attempt("set", lambda: set(IterNone())); attempt("join", lambda: "".join(GetOnly())); attempt("star call", lambda: print(*BadIter())); attempt("for", lambda: [x for x in NextOnly()]); attempt("yield from", lambda: list((lambda: (yield from IterRaises()))())); attempt("item", lambda: GetOnly()["boom"]); attempt("no item", lambda: Iter()[0]); attempt("enumerate", lambda: list(enumerate(StopGet()))); attempt("iter 2", lambda: list(iter(SelfIter().__next__, 2))); attempt("iter bad", lambda: iter(5, 1)); attempt("exhausted", lambda: (lambda i: (list(i), list(i), next(i, "d")))(iter(GetOnly())))
class CM:
    def __init__(self, name, enter=None, exit=None, ret=False): self.a = name, enter, exit, ret
    def __enter__(self):
        log.append("+" + self.a[0])
        if self.a[1]: raise self.a[1]
        return self.a[0]
    def __exit__(self, t, v, tb):
        log.append(f"-{self.a[0]}:{t and t.__name__}")
        if self.a[2]: raise self.a[2]
        return self.a[3]
def run(a, b, body=None, how="pass"):
    with a as x, b as y:
        log.append(x + y)
        if body: raise body
        if how == "return": return "returned"
    return "after"
V, K, T = ValueError("v"), KeyError("k"), TypeError("t")
for what, a, b, body, how in (("plain", CM("a"), CM("b"), None, ""), ("return", CM("a"), CM("b"), None, "return"), ("body", CM("a"), CM("b"), V, ""), ("inner swallows", CM("a"), CM("b", ret=True), V, ""), ("outer swallows", CM("a", ret=True), CM("b"), V, ""), ("swallow truthy", CM("a"), CM("b", ret=[1]), V, ""), ("enter b fails", CM("a"), CM("b", enter=K), None, ""), ("enter b fails, a swallows", CM("a", ret=1), CM("b", enter=K), None, ""), ("enter a fails", CM("a", enter=K), CM("b"), None, ""), ("exit b fails", CM("a"), CM("b", exit=T), None, ""), ("exit b replaces", CM("a"), CM("b", exit=T), V, ""), ("both exits fail", CM("a", exit=K), CM("b", exit=T), V, ""), ("exit fails, return", CM("a", ret=1), CM("b", exit=T), None, "return"), ("bad truth", CM("a"), CM("b", ret=Len(-1)), V, "")):
    for e in (V, K, T): e.__context__ = None
    try: r = run(a, b, body, how)
    except Exception as e:
        r = []
        while e: r.append(repr(e)); e = e.__context__
    print(what, r, log); log.clear()
class NoExit:
    def __enter__(self): pass
class Inst:
    def __init__(self): self.__enter__ = self.__exit__ = lambda *a: None
for m in (NoExit(), Inst(), 5, None, NoExit, open): 
    try:
        with m: pass
    except (TypeError, AttributeError) as e: print(type(e).__name__, e)
for src in ("with (CM('a') as x, CM('b') as y,): log.append(x + y)", "with (CM('a'), CM('b')) as t: pass", "with CM('a') as (x, y): pass", "with (CM('a')): pass", "with (CM('a') as x): log.append(x)", "with CM('a') as d['k'], CM('b') as d['l']: log.append(sorted(d.items()))", "with (yield_ := CM('a')) as x: log.append(x)", "with CM('a') if 1 else CM('b'): pass", "with *a: pass", "with (CM('a'), CM('b') as y): log.append(y)", "with CM('a') as x.y: pass", "with CM('a') as 5: pass", "with (CM('a') as x) as y: pass", "with (): pass", "with CM('a'), : pass"):
    try: exec(src, {"CM": CM, "log": log, "d": {}}); print(src, log)
    except Exception as e: print(src, type(e).__name__, e, log)
    log.clear()
