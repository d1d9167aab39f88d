# StopIteration with values through every consumer, RuntimeError from leaked ones with their causes, and sys.exception() in generators that are resumed inside handlers.
import sys, itertools, functools
def attempt(what, f):
    try: print(what, f())
    except BaseException as e: print(what, type(e).__name__, e.args, repr(e.__cause__), repr(e.__context__))
class Stops:
    "An iterator that ends with a given StopIteration."
    def __init__(self, *items, end=StopIteration("end")): self.items, self.end = list(items), end
    def __iter__(self): return self
    def __next__(self):
        if self.items: return self.items.pop(0)
        raise self.end
class Derived(StopIteration): pass
def delegate(it):
    r = yield from it
    return ("result", r)
def value_of(g):
    while True:
        try: next(g)
        except StopIteration as e: return e.value, e.args
for end in (StopIteration(), StopIteration(1), StopIteration(1, 2), StopIteration((1, 2)), StopIteration(None), StopIteration(ValueError("v")), Derived("d"), StopIteration):
    print(repr(end), value_of(delegate(Stops(1, end=end))), list(Stops(1, end=end)), [x for x in Stops(2, end=end)], next(Stops(end=end), "default"), sum(Stops(1, 2, end=end)), dict(zip(Stops("k", end=end), "v")))
def returns(v):
    return v
    yield
for v in (None, 1, (), (1,), (1, 2), StopIteration("inner"), ValueError("x"), [1]):
    print(repr(v), value_of(returns(v)), value_of(delegate(returns(v))))
def leak(how):
    try:
        if how == "raise": raise StopIteration("leaked")
        if how == "class": raise Derived
        if how == "next": next(iter(()))
        if how == "caught":
            try: next(iter(()))
            except StopIteration: raise KeyError("instead")
        if how == "from": raise StopIteration from ValueError("cause")
        if how == "async": raise StopAsyncIteration("async")
        if how == "yield": yield; raise StopIteration("after yield")
        if how == "in finally":
            try: return
            finally: next(iter(()))
        yield
    except RuntimeError: print("never caught inside")
for how in ("raise", "class", "next", "caught", "from", "async", "yield", "in finally"): attempt(how, lambda: list(leak(how)))
attempt("genexpr", lambda: list(next(iter(())) for _ in "a")); attempt("listcomp", lambda: [next(iter(())) for _ in "a"]); attempt("map", lambda: list(map(lambda x: next(iter(())), "ab"))); attempt("filter", lambda: list(filter(lambda x: next(iter(())), "ab"))); attempt("sorted", lambda: sorted("ab", key=lambda x: next(iter(())))); attempt("sum", lambda: sum(next(iter(())) for _ in "a")); attempt("any", lambda: any(map(lambda x: next(iter(())), "a"))); attempt("zip", lambda: list(zip("ab", map(lambda x: next(iter(())), "a")))); attempt("chain", lambda: list(itertools.chain.from_iterable(leak("raise") for _ in "a"))); attempt("takewhile", lambda: list(itertools.takewhile(lambda x: next(iter(())), "ab"))); attempt("accumulate", lambda: list(itertools.accumulate("abc", lambda a, b: next(iter(()))))); attempt("reduce", lambda: functools.reduce(lambda a, b: next(iter(())), "ab")); attempt("unpack", lambda: (lambda a, b: 0)(*leak("next"))); attempt("star", lambda: [*leak("raise")]); attempt("dict", lambda: dict(leak("raise"))); attempt("join", lambda: "".join(leak("raise"))); attempt("in", lambda: 1 in leak("raise")); attempt("max", lambda: max(leak("class"))); attempt("iter callable", lambda: list(iter(lambda: next(iter(())), 1))); attempt("min key", lambda: min("ab", key=lambda v: next(iter(())))); attempt("tuple", lambda: tuple(map(lambda v: next(iter(())), [1])))
def throws():
    try: yield 1
    except ValueError: raise StopIteration("converted")
def t():
    g = throws(); next(g); g.throw(ValueError)
attempt("throw", t)
def t():
    g = throws(); next(g); g.throw(StopIteration("thrown in"))
attempt("throw stop", t)
def t():
    g = delegate(Stops(1, 2)); next(g); g.throw(StopIteration("given"))
attempt("throw into delegation", t)
def t():
    def g():
        try: yield
        except StopIteration as e: yield ("caught", e.args)
    x = g(); next(x); return x.throw(StopIteration("c"))
attempt("caught inside", t)
def state():
    yield sys.exception()
    try: 1 / 0
    except ZeroDivisionError:
        yield sys.exception()
        try: yield "handling"
        except KeyError: yield (repr(sys.exception()), repr(sys.exception().__context__))
        yield sys.exception()
    yield sys.exception()
def outer():
    g = state(); out = []
    try: raise TypeError("outer")
    except TypeError:
        out.append(repr(next(g))); out.append(repr(next(g))); out.append(repr(sys.exception()))
    out.append(repr(sys.exception())); out.append(next(g)); out.append(g.throw(KeyError("k")))
    try: raise OSError("other")
    except OSError: out.append(repr(next(g))); out.append(repr(next(g)))
    return out
print(*outer(), sep="\n")
def bare():
    try: yield
    except ValueError:
        yield
        raise
def t():
    g = bare(); next(g); g.throw(ValueError("original"))
    try: raise KeyError("between")
    except KeyError: next(g)
attempt("bare raise after resuming", t)
def no_active():
    yield
    raise
def t():
    g = no_active(); next(g)
    try: raise KeyError("of the caller")
    except KeyError: next(g)
attempt("bare raise with the caller's", t); attempt("bare raise with none", lambda: list(no_active()))
e = StopIteration(1, 2); e.value = 5; print(e.value, e.args, StopIteration().value, StopAsyncIteration("x").args); del e.value; print(e.value)
for kw in ({"value": 1},):
    try: StopIteration(**kw)
    except TypeError as x: print(x)
