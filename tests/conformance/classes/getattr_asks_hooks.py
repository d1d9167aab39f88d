# getattr and hasattr ask getters of properties, __getattribute__ and __getattr__ in their order, at any depth.
class P:
    @property
    def a(self): return 1
    @property
    def bad(self): raise AttributeError('inner')
    @property
    def worse(self): raise ValueError('v')
class H(P):
    def __getattr__(self, name):
        if name == 'no': raise AttributeError(name)
        return 'h' + name
class G:
    def __getattribute__(self, name):
        if name == 'x': return 5
        if name == 'e': raise KeyError(name)
        return object.__getattribute__(self, name)
class GG(G):
    def __getattr__(self, name): return name * 2
def t(f):
    try: return f()
    except Exception as e:
        return type(e).__name__, str(e), getattr(e, 'name', None), type(getattr(e, 'obj', None)).__name__
for c in (P, H, G, GG):
    o = c()
    for n in ('a', 'bad', 'worse', 'no', 'x', 'e', '__class__', 'foo', '__init__'):
        print(c.__name__, n, [str(t(f))[:80].split(' at 0x')[0] for f in (lambda: getattr(o, n), lambda: getattr(o, n, 'd'), lambda: hasattr(o, n))])
class R:
    n = 0
    @property
    def deep(self):
        R.n += 1
        return getattr(self, 'deep') if R.n < 900 else 'end'
print(R().deep)
import sys
sys.setrecursionlimit(20000)
class R2:
    n = 0
    @property
    def deep(self):
        R2.n += 1
        return getattr(self, 'deep', None) if R2.n < 3000 else 'end'
print(R2().deep)
class S:
    n = 0
    def __getattr__(self, name):
        S.n += 1
        return getattr(self, name + 'x'[:S.n % 2], 3) if S.n < 2000 else 'end'
print(S().deep)
print(list(map(lambda o: getattr(o, 'a'), [P(), H()])), list(map(getattr, [P(), H()], 'aa')))
