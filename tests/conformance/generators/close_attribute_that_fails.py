# Closing a generator that delegates looks up close on the iterator: an error in the lookup is reported, not raised;
# and throw of a class is handed to the iterator's throw as it was given.
import sys
sys.unraisablehook = lambda u: print("unraisable", type(u.exc_value).__name__, u.exc_value, u.err_msg.split('<')[0])
class It:
    def __iter__(self): return self
    def __next__(self): return 1
    @property
    def close(self): raise LookupError("attribute")
class Throws(It):
    close = None
    def throw(self, *args): print("  throw", [repr(a) for a in args]); return 2
def outer(it): yield from it
g = outer(It()); next(g)
try: print(g.close())
except Exception as e: print(type(e).__name__, e)
g = outer(It()); next(g)
try: g.throw(GeneratorExit("x"))
except BaseException as e: print(type(e).__name__, e)
g = outer(Throws()); next(g)
print(g.throw(ValueError), g.throw(ValueError("v")), g.throw(KeyError))
try: g.close()
except TypeError as e: print(e)
class Lookup(It):
    close = None
    @property
    def throw(self): raise LookupError("throw")
g = outer(Lookup()); next(g)
try: g.throw(ValueError("v"))
except Exception as e: print(type(e).__name__, e)
