# The order in which a call evaluates callee, positional and starred arguments, keywords and mappings, and where it stops when one fails.
log = []
def t(x, r=None): log.append(x); return x if r is None else r
class Seq:
    def __init__(self, name, *items, fail=False): self.name, self.items, self.fail = name, items, fail
    def __iter__(self):
        log.append(f"iter {self.name}")
        for i in self.items: log.append(f"{self.name}:{i}"); yield i
        if self.fail: raise ValueError(self.name)
class Map:
    def __init__(self, **d): self.d = d
    def keys(self): log.append("keys"); return list(self.d)
    def __getitem__(self, k): log.append("item " + k); return self.d[k]
def f(*a, **k): log.append("called"); return a, k
def boom(): log.append("boom"); raise KeyError("arg")
calls = """t('f', f)(t(1), *Seq('s', 2, 3), t(4), k=t(5), **Map(m=6), n=t(7))|f(*Seq('a', 1), *Seq('b', 2), **Map(x=1), **Map(y=2))|f(k=t(1), *Seq('late', 2))|f(**Map(a=1), b=t(2))
f(*Seq('bad', 1, fail=True), t('never'))|f(t(1), boom(), t('never'))|f(k=t(1), j=boom(), l=t('never'))|f(**Map(a=1), **Map(a=2))|f(a=t(1), **Map(a=2), b=t('evaluated?'))|f(*Seq('s', 1), k=boom())|f(*t('notiter', 5), t('never'))|f(t('x'), **t('notmap', 5))|f(**Map(), **t('nomap', 3), z=t('never'))
t('nocall', 5)(t('args are evaluated'))|nofunc(t('not evaluated'))|f.nope(t('not evaluated'))|f(t(1))(t(2))|f(*[t(1), *[t(2)]], **{t('k'): t(3), **{t('l'): t(4)}})|f(*t('abc'))|f(*{'a': 1}, **{'b': 2})|f(*'', **{})|f(*(), *[], *'x')|f((yielding := t(9)), yielding)|f(*(x for x in Seq('g', 1)))|type(f(x for x in Seq('h', 2))[0][0]).__name__|f(*range(3), *map(t, 'ab'), **dict(zip(map(t, 'cd'), map(t, 'ef'))))
f(**{t('a'): t(1)}, a=t(2))|f(**{'a': 1, 'b': 2} | {'c': 3})|f(*t(0, []) or [t(1)])|f(t(1) if t(0, []) else t(2), *t('z') and [])|f(lambda: t('not run'))[0][0].__name__|f(*f(1)[0], **f(k=2)[1])|[*Seq('list', 1), *Seq('more', 2)]|{*Seq('set', 1)}|(*Seq('tuple', 1), t(2))|{**Map(a=1), 'b': t(2), **Map(c=3)}|{t('k'): t('v'), t('k2'): t('v2')}|print(*Seq('p', 'one', 'two'), sep=t('-'))|max(*Seq('m', 3, 4), key=t('key', lambda v: -v))""".replace("\n", "|").split("|")
for c in calls:
    try: r = eval(c)
    except Exception as e: r = f"{type(e).__name__}: {e}"
    print(c, "=", r, log); log.clear()
class BadKeys:
    def __init__(self, keys): self.k = keys
    def keys(self): return self.k
    def __getitem__(self, k): return k
class NoKeys:
    def __getitem__(self, k): return 1
class KeysFail:
    def keys(self): raise AttributeError("inside keys")
class ItemFail:
    def keys(self): return ["a"]
    def __getitem__(self, k): raise LookupError("inside getitem")
for m in (BadKeys(["a", "a"]), BadKeys([1]), BadKeys(5), BadKeys("xy"), NoKeys(), KeysFail(), ItemFail()):
    try: print(f(**m))
    except Exception as e: print(type(e).__name__, str(e).replace("__main__.", ""))
def shows(a, b=2, /, c=3, *d, e, f=6, **g): return a, b, c, d, e, f, g
print(shows(1, e=5), shows(1, 2, 3, 4, 5, e=6), shows(1, c=9, e=0, a=7, b=8), shows(*"abcd", **{"e": 1, "x y": 2, "": 3}))
big = dict.fromkeys(map("k{}".format, range(300)), 1); print(len(f(**big)[1]), len(f(*range(1000))[0]), f(**{"self": 1, "cls": 2, "args": 3, "kw": 4})[1])
class Str(str): pass
k = Str("sub"); r = f(**{k: 1})[1]; print(r, type(next(iter(r))).__name__)
d = {"a": 1}; r = f(**d)[1]; r["b"] = 2; print(d); l = (1,); print(f(*l)[0] is l, (lambda *a: a)(*l) is l)
