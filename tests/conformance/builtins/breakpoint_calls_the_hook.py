# breakpoint() calls sys.breakpointhook, and that what PYTHONBREAKPOINT names.
def t(f):
    try:
        print(repr(f()))
    except BaseException as e:
        print(type(e).__name__, e)

import os
import sys
import warnings

os.environ.pop("PYTHONBREAKPOINT", None)
t(lambda: breakpoint)
t(lambda: sys.breakpointhook is sys.__breakpointhook__)


def hook(*args, **kwargs):
    print("hook", args, kwargs)
    return 7


sys.breakpointhook = hook
t(lambda: breakpoint())
t(lambda: breakpoint(1, b=2))
sys.breakpointhook = lambda: 1
t(lambda: breakpoint(1))
del sys.breakpointhook
t(lambda: breakpoint())
sys.breakpointhook = sys.__breakpointhook__
for wanted in ("0", "sys.intern", "len", "os.path.join"):
    os.environ["PYTHONBREAKPOINT"] = wanted
    t(lambda: breakpoint("xyz"))
for wanted in (".", "..", ".foobar", "foobar.", "nosuchbuiltin", "nosuchmodule.nosuchthing", "os.nope"):
    os.environ["PYTHONBREAKPOINT"] = wanted
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        t(lambda: breakpoint("xyz"))
    print([(w.category.__name__, str(w.message)) for w in caught])
