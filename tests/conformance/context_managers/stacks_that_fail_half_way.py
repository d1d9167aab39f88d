# ExitStack and the tools of contextlib when things go wrong: order, replaced errors, contexts, re-use, and managers as decorators.
import contextlib
import io
import sys
from contextlib import AbstractContextManager, ContextDecorator, ExitStack, closing, contextmanager, nullcontext, redirect_stderr, redirect_stdout, suppress


class M:
    def __init__(self, n, swallow=False, fail=None): self.n, self.s, self.f = n, swallow, fail
    def __enter__(self): print("enter", self.n, end="; "); return self
    def __exit__(self, t, v, tb):
        print("exit", self.n, t and t.__name__, end="; ")
        if self.f: raise self.f
        return self.s


def attempt(f):
    try: print("->", f())
    except BaseException as e:
        chain = []
        while e is not None: chain.append(f"{type(e).__name__}({', '.join(map(str, e.args))})"); e = e.__context__
        print("raised", " <- ".join(chain))


def stack(*ms, body=None, callbacks=()):
    with ExitStack() as s:
        for m in ms: s.enter_context(m)
        for c in callbacks: s.callback(*c)
        if body: raise body
        return "body"
    return "after"


attempt(lambda: stack(M(1), M(2)))
attempt(lambda: stack(M(1), M(2, True), M(3), body=KeyError("b")))
attempt(lambda: stack(M(1), M(2, fail=ValueError("e2")), M(3, fail=TypeError("e3")), body=KeyError("b")))
attempt(lambda: stack(M(1, True), M(2, fail=ValueError("e2"))))
attempt(lambda: stack(M(1), callbacks=[(print, "cb", 1), (lambda **k: 1 / 0,)]))
attempt(lambda: stack(M(1), 5))
attempt(lambda: stack(M(1), type("NoExit", (), {"__enter__": lambda s: s})()))
s = ExitStack(); s.enter_context(M("a")); t = s.pop_all(); s.close(); print("closed s"); t.close(); print()
s = ExitStack()
print(s.push(M("p")) .n, s.push(lambda *a: print("fn", a[0], end="; ") or True)(None), s.callback(print, "c", sep="-").__name__)
attempt(lambda: s.__exit__(KeyError, KeyError(1), None))
for bad in (lambda: s.push(5), lambda: s.callback(), lambda: s.callback(5)() , lambda: s.enter_context(None), lambda: ExitStack(1)): attempt(bad)


@contextmanager
def cm(n, mode=""):
    print("in", n, end="; ")
    try:
        if mode == "noyield": return
        yield n
        if mode == "twice": yield n
    except KeyError as e:
        print("caught", e, end="; ")
        if mode == "other": raise ValueError("other") from e
        if mode == "stop": raise StopIteration("s")
        if mode == "again": raise
        if mode == "yield": yield
    finally: print("out", n, end="; ")


def use(mode, body=None):
    with cm("g", mode) as v:
        if body: raise body
        return v


for mode in ("", "noyield", "twice"): attempt(lambda: use(mode))
for mode in ("", "other", "stop", "again", "yield"): attempt(lambda: use(mode, KeyError("k")))
attempt(lambda: use("", StopIteration("body"))); attempt(lambda: use("", RuntimeError("r"))); attempt(lambda: use("", GeneratorExit()))
one = cm("once")
with one: pass
attempt(lambda: one.__enter__())


@cm("deco")
def f(x): "doc"; return x * 2
@cm("deco", "other")
def g(): raise KeyError("in g")
print(f(2), f(3), f.__name__, f.__doc__, f.__wrapped__(1)); attempt(g)


class Deco(ContextDecorator, M): pass
@Deco("D", True)
def h(): raise KeyError
print(h())
with suppress(KeyError, ValueError) as x: print(x); raise ValueError
with suppress(): print("none")
with suppress(KeyError): raise ExceptionGroup("g", [KeyError(1), KeyError(2)])
def grouped():
    with suppress(KeyError): raise ExceptionGroup("g", [KeyError(1), TypeError(2)])
try: grouped()
except ExceptionGroup as e: print(repr(e))
out = io.StringIO()
with redirect_stdout(out) as o, redirect_stderr(out): print("to out"); print("err", file=sys.stderr); print(o is out, file=sys.__stdout__)
print(repr(out.getvalue()))
with redirect_stdout(io.StringIO()) as a, redirect_stdout(io.StringIO()) as b: print("inner")
print(repr(a.getvalue()), repr(b.getvalue()))
with closing(M("c")) if hasattr(M, "close") else nullcontext(7) as n: print(n)
attempt(lambda: closing(5).__exit__()); attempt(lambda: nullcontext().__enter__()); attempt(lambda: AbstractContextManager())
print(isinstance(M(1), AbstractContextManager), issubclass(int, AbstractContextManager), contextlib.AbstractContextManager.__exit__(None, 1, 2, 3))
try:
    with M("x"), M("y") as y, cm("z"): raise IndexError("i")
except IndexError as e: print(repr(e), e.__context__)
with (M(1) as a, M(2)): print(a.n)
