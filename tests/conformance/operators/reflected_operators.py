# Who is asked first: left, unless the right operand's type is a proper subclass that overrides.
class A:
    def __add__(self, o): print("A.add"); return NotImplemented
    def __radd__(self, o): print("A.radd"); return "radd"
    def __eq__(self, o): print("A.eq"); return NotImplemented
    def __lt__(self, o): print("A.lt"); return NotImplemented
    def __gt__(self, o): print("A.gt"); return "gt"
    __hash__ = None
class B(A):
    def __radd__(self, o): print("B.radd"); return "B"
class C(A): pass
print(1 + A(), A() + B(), sep="|")
print(A() + C()) if False else None
try: A() + C()
except TypeError as e: print(e)
try: A() + 1
except TypeError as e: print(e)
print(A() == 1, A() != 1, 1 == A())
print(1 < A(), A() < B())
class I(int):
    def __radd__(self, o): return f"radd {o}"
    def __rsub__(self, o): return f"rsub {o}"
    def __rpow__(self, o, m=None): return f"rpow {o} {m}"
print(1 + I(2), 1 - I(2), I(1) + 2, 2 ** I(3))
class S(str):
    def __rmod__(self, o): return "rmod " + o
    def __radd__(self, o): return "radd " + o
print("a%s" % S("x"), "a" + S("b"), S("b") + "a")
class F(list):
    def __radd__(self, o): return "list radd"
print([1] + F([2]), (1,) + F() if False else "skip")
class M:
    def __rmatmul__(self, o): return ("rmatmul", o)
    def __rdivmod__(self, o): return ("rdivmod", o)
    def __rlshift__(self, o): return ("rlshift", o)
print(3 @ M(), divmod(3, M()), 3 << M())
