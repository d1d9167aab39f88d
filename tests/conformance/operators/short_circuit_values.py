# and/or return operands, truth is asked once each, and tests in jumps do the same.
class T:
    def __init__(self, name, truth): self.name, self.truth = name, truth
    def __bool__(self):
        print("bool", self.name)
        return self.truth
    def __repr__(self): return self.name
t, f = T("t", True), T("f", False)
print(t and f, t or f, f and t, f or t)
print(t and f or t, (t and f) and t, not t, not f)
if t and f or t: print("yes")
if (f or f) and t: print("no")
while f or f: pass
print([1 if t and t else 2], t if f else f)
assert t or f
class L:
    def __len__(self): print("len"); return 0
print(bool(L()), L() or 3)
class Bad:
    def __bool__(self): return 1
class BadLen:
    def __len__(self): return -1
class BadLen2:
    def __len__(self): return "x"
for c in (Bad, BadLen, BadLen2):
    try: bool(c())
    except Exception as e: print(type(e).__name__, e)
