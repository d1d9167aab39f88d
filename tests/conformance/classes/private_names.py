# Name mangling applies to __x inside a class body, everywhere an identifier stands.
class A:
    __v = 1
    def __m(self): return self.__v
    def get(self): self.__w = 5; return self.__m(), sorted(vars(self))
    __dunder__ = "kept"; __tr_ = "m"; _single = 1
    def kw(self, __a=1, *, __k=2): return __a, __k, locals().keys() - {"self"} == {"_A__a", "_A__k"}
    def loc(self): __x = 3; return [k for k in locals() if k != "self"], (lambda: __x)()
    def glob(self):
        try: return __glob
        except NameError as e: return str(e)
    import os.path as __p
    class __Inner: name = __qualname__
    def strs(self): return getattr(self, "_A__v"), "__v"
class _B(A):
    __v = 2
    def both(self): return self.__v, self._A__v
class __C:
    __z = 1
print(A().get(), A().kw(), A().kw(_A__k=4), A().loc(), A().glob(), A().strs(), _B().both(), sorted(k for k in vars(A) if "A_" in k), [k for k in vars(__C) if "z" in k])
_A__glob = "found"; print(A().glob())
try: A().__v
except AttributeError as e: print(e)
class ___: 
    __q = 1
print("__q" in vars(___))
class D:
    def f(self, o): o.__attr = 1; del o.__attr; o.__attr = 2; return vars(o)
    try: raise ValueError
    except ValueError as __e: r = "__e" in locals() or "_D__e" in locals()
    for __i in range(2): pass
    s = [__j for __j in "a"]
class O: pass
print(D().f(O()), D.r, "_D__i" in vars(D), D.s)
