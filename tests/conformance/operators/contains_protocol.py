# `in` tries __contains__, then iteration, then __getitem__ with 0, 1, 2...
class A:
    def __contains__(self, x): return [x]
class B:
    def __iter__(self): print("iter"); return iter([1, 2])
class C:
    def __getitem__(self, i):
        print("get", i)
        if i > 2: raise IndexError
        return i * i
class D:
    __contains__ = None
    def __iter__(self): return iter([1])
print(1 in A(), 1 not in A(), 2 in B(), 5 in B(), 4 in C(), 7 in C())
for o in (D(), object(), 3):
    try: 1 in o
    except TypeError as e: print(e)
print("" in "", "" in "abc", "bc" in "abc", b"b" in b"abc", 98 in b"abc", 1.0 in range(3), "1" in range(3), None in [None])
