# Built-in descriptors check the object that they are bound to.
class A:
    __slots__ = ("s",)
    @property
    def p(self): return "p"
    @classmethod
    def c(cls): return cls.__name__
    @staticmethod
    def st(): return "st"
    wo = property(None, lambda self, v: print("set", v))
    def m(self): return "m"
a = A()
cases = """
classmethod(1, 2)
str.join.__get__(5)
dict.__dict__["fromkeys"].__get__(5)
dict.__dict__["fromkeys"].__get__(None, int)
"""
for source in cases.strip().splitlines():
    try:
        try: r = eval(source)
        except SyntaxError: exec(source); r = None
        t = repr(r)
        print(source, "->", t if "0x" not in t else type(r).__name__)
    except Exception as e: print(source, "->", type(e).__name__, e)
