# A str subclass used as key of the globals shadows a builtin as well.
class K(str): pass
def f(): return len("four")
print(f())
globals()[K("len")] = lambda x: "by subclass key"
print(f())
del globals()["len"]
print(f())
globals().update({K("len"): lambda x: "updated"})
print(f(), [type(k).__name__ for k in globals() if k == "len"])
globals().pop(K("len"))
print(f())
class Evil:
    def __hash__(self): return hash("len")
    def __eq__(self, o): return o == "len"
globals()[Evil()] = lambda x: "evil key"
print(f())
del globals()[Evil()]
print(f())
