# Hooks for what nobody catches: their arguments, their own failures, and what stands in for them.
import sys, io
def hook(kind, value, tb): print("hook", kind.__name__, value, tb is not None)
for args in ((ValueError, ValueError("a"), None), (None, None, None), (KeyError, KeyError("k", 1), None)):
    out, sys.stderr = sys.stderr, io.StringIO()
    try: sys.__excepthook__(*args); text = sys.stderr.getvalue()
    finally: sys.stderr = out
    print(repr(text))
try: sys.excepthook(1)
except TypeError as e: print(e)
class Loud:
    def __del__(self): raise RuntimeError("in del")
seen = []
def unraisable(u):
    seen.append((u.exc_type.__name__, str(u.exc_value), u.exc_traceback.tb_frame.f_code.co_name, u.err_msg is None or u.err_msg.split(" <")[0].split(" at ")[0]))
sys.unraisablehook = unraisable
import gc
Loud(); gc.collect(); print(len(seen), seen[0][:3])
def gen():
    try: yield
    finally: raise LookupError("closing")
g = gen(); next(g); del g; gc.collect(); print(seen[-1][:3])
import weakref
class O: pass
o = O(); r = weakref.ref(o, lambda r: 1 / 0); del o; gc.collect(); print(seen[-1][:3])
sys.unraisablehook = sys.__unraisablehook__
class E(Exception):
    def __str__(self): raise ValueError("no text")
import traceback
print(traceback.format_exception_only(E()), traceback.format_exception_only(ValueError, ValueError("x")), traceback.format_exception_only(KeyError("k")))
sys.excepthook = hook
raise E("last")
