# contextmanager, ExitStack, suppress, closing, redirect_stdout, nullcontext.
import contextlib, io
@contextlib.contextmanager
def cm(n):
    print("in", n)
    try: yield n
    except ValueError as e: print("caught", e)
    finally: print("out", n)
with cm(1) as x: print(x)
with cm(2): raise ValueError("v")
try:
    with cm(3): raise KeyError("k")
except KeyError as e: print(repr(e))
@cm(4)
def deco(a): print("body", a); return a
print(deco(5), deco(6))
@contextlib.contextmanager
def noyield():
    if 0: yield
@contextlib.contextmanager
def twice(): yield; yield
for c in (noyield, twice):
    try:
        with c(): pass
    except RuntimeError as e: print(e)
with contextlib.ExitStack() as st:
    print([st.enter_context(cm(i)) for i in (7, 8)])
    st.callback(print, "callback", sep="-"); st.push(lambda *a: print("push", a[0]) or True)
    raise ValueError("swallowed")
with contextlib.suppress(KeyError, IndexError): {}[1]
with contextlib.redirect_stdout(io.StringIO()) as s: print("hidden")
print(repr(s.getvalue()))
class C:
    def close(self): print("closed")
with contextlib.closing(C()), contextlib.nullcontext(5) as n: print(n)
class D(contextlib.ContextDecorator):
    def __enter__(self): print("D in")
    def __exit__(self, *a): print("D out")
@D()
def f(): print("f")
f()
st = contextlib.ExitStack(); st.callback(print, "later"); st2 = st.pop_all(); st.close(); st2.close()
with contextlib.suppress(ValueError): raise ExceptionGroup("g", [ValueError(1)])
print(isinstance(C(), contextlib.AbstractContextManager), isinstance(D(), contextlib.AbstractContextManager))
