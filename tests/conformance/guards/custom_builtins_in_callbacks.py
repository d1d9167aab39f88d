# Changes made by callbacks: sort keys, comparisons, finalizers of loops, properties, __eq__.
import builtins
real = len
def flip(x):
    builtins.len = (lambda s: "flipped") if builtins.len is real else real
    return x
def f():
    r = [len("a")]
    sorted([2, 1], key=flip); r.append(len("a"))
    sorted([1], key=flip); r.append(len("a"))
    return r
print(f())
class P:
    @property
    def p(self): flip(0); return 1
    def __eq__(self, o): flip(0); return True
    def __iter__(self): flip(0); yield 1; flip(0)
    def __bool__(self): flip(0); return True
    def __getattr__(self, n): flip(0); return n
    def __del__(self): pass
def g(p):
    r = []
    p.p; r.append(len("ab")); p == 1; r.append(len("ab"))
    for x in p: r.append(len("ab"))
    r.append(len("ab"))
    if p: r.append(len("ab"))
    p.zz; r.append(len("ab")); f"{flip(1)}"; r.append(len("ab")); [flip(2) for _ in range(1)]; r.append(len("ab"))
    try: raise ValueError(flip(3))
    except ValueError: r.append(len("ab"))
    with_ = (flip(4), len("ab")); r.append(with_[1])
    return r
print(g(P())); builtins.len = real
print(g(P())); builtins.len = real
