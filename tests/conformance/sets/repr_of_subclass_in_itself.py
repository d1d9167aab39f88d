# The repr of a set subclass inside itself names the class before the dots.
class R(set):
    def __hash__(self): return 5
x = R(); x.add(x); print(x)
class F(frozenset): pass
class Box:
    def __repr__(self): return repr(self.f)
b = Box(); b.f = F([b]); print(b.f)
