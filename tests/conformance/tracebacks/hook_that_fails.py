# An excepthook that fails itself is reported before the original error.
import sys
def hook(kind, value, tb): raise TypeError("in the hook")
sys.excepthook = hook
def f(): raise ValueError("original")
f()
