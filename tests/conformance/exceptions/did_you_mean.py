# Suggestions are computed when an uncaught error is printed, here through traceback.
import re, traceback, collections
def at(text): return re.sub(r"\(/.*?\)", "(PLACE)", str(text))
class A:
    value = 1
    def method(self): self.inner_name = 1; self.meth
    def usesself(self): return method
    foo_bar = 2
def local(): counter = 1; print(countr)
def glob(): return colections
def builtin(): return pritn
def attr(): A().valu
def attr2(): A.methd
def attr3(): [].appendd
def attr4(): "x".uper()
def attr5(): collections.OrderedDct
def self1(): A().usesself()
def imp(): from collections import OrderDict
def imp2(): from math import sine
def mod(): import colections
def far(): A().zzzzzzz
def name1(): return sys
def name2(): return math.pi
def kw(): print("a", fluh=True)
def kw2(): int("1", bse=2)
def kw3():
    def f(alpha): pass
    f(alpa=1)
def short(): return x1
def unb():
    print(later)
    later = 1
def attrm(): A().method()
def none(): None.foo
def inst(): A().foobar
def true(): return true
for f in (local, glob, builtin, attr, attr2, attr3, attr4, attr5, self1, imp, imp2, mod, far, name1, name2, kw, kw2, kw3, short, unb, attrm, none, inst, true):
    try: f()
    except Exception as e: print(f.__name__, at(traceback.format_exception(e)[-1].strip()), "|", at(e))
