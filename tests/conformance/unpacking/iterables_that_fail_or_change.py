# Unpacking asks the iterator exactly as often as needed, stores left to right, and leaves behind what was stored before something failed.
log = []
class It:
    def __repr__(self): return 'It'
    def __init__(self, *items, fail=None, hint=None): self.items, self.fail, self.hint = list(items), fail, hint
    def __iter__(self): log.append("iter"); return self
    def __next__(self):
        log.append("next")
        if self.items: return self.items.pop(0)
        if self.fail: raise self.fail
        raise StopIteration("value")
    def __length_hint__(self): log.append("hint"); return 3
def Gen(*items, fail=None):
    for i in items: log.append(f"gives {i}"); yield i
    if fail: raise fail
class Target:
    def __setattr__(self, n, v): log.append(f"{n}={v}"); 
    def __setitem__(self, k, v):
        log.append(f"[{k}]={v}")
        if v == "bad": raise ValueError("refused")
def idx(i): log.append(f"idx{i}"); return i
t = Target()
def run(code, **env):
    ns = {"It": It, "Gen": Gen, "t": t, "idx": idx, **env}
    try: exec(code, ns); r = "ok"
    except Exception as e: r = f"{type(e).__name__}: {e}"
    print(code, "|", r, "|", {k: v for k, v in ns.items() if len(k) == 1 and k not in 'tfg'}, log); log.clear()
for code in ("a, b = It(1, 2)", "a, b = It(1)", "a, b = It(1, 2, 3)", "a, b = It()", "a, *b = Gen(1, 2, 3)", "a, *b, c = Gen(1)", "a, *b, c = Gen(1, 2)", "*a, = Gen()", "[*a] = Gen(1)", "a, b = It(1, fail=KeyError('k'))", "a, *b = Gen(1, fail=KeyError('k'))", "a, b, *c = Gen(1)", "*a, b, c = Gen(1)", "() = It()", "[] = It(1)", "() = []", "a, (b, c) = It(1, It(2, 3))", "a, (b, c), d = It(1, It(2), 3)", "(a, b), c = It(It(1, 2), 3)", "a, (b, *c), *d = 1, 'xyz', 3, 4",
             "t.x, t[idx(1)] = 1, 2", "t[idx(0)], t[idx(1)], t[idx(2)] = 'ok', 'bad', 'never'", "a, t[idx(a)], b = It(5, 6, 7)", "t.x = t[idx(0)] = a = It(1)", "a = b = c = []; a.append(1)", "a, b = b, a = 1, 2", "a = a, b = [3, 4]", "(a, b) = [c, d] = 'xy'", "a, b = 5", "a, b = None", "a, b = 1.5", "a, *b = 5", "[a, b] = {}", "a, b = {'x': 1, 'y': 2}", "a, b = 'x'", "a, b, c = 'xy'", "a, b = 'xyz'", "a, b = [1, 2, 3]", "a, b = (1,)", "a, b = {1, 2, 3}", "a, b = range(5)", "a, b = iter([1, 2, 3])", "a, b = (x for x in range(9))", "a, b = {}.items()", "a, b = [1, 2, 3, 4, 5] * 100", "*a, b = ()", "a, *b, c, d = 1, 2", "a, b = b''", "a, b = b'xyz'", "a, b = object", "a, b = lambda: 1", "a, b = type('X', (), {'__getitem__': lambda s, i: [7, 8][i]})()", "a, b = type('X', (), {'__iter__': lambda s: 5})()", "a, b = type('X', (), {'__iter__': None})()",
             "for a, b in [(1, 2), (3,)]: pass", "for a, *b in ['xy', '']: pass", "for t[idx(0)] in It(1, 2): pass", "for t.x, (t.y, t.z) in [(1, (2, 3))]: pass", "for a in It(1, fail=OSError('o')): pass", "for a, b in It(It(1, 2)): pass", "for (a) in 'x': pass", "for [a, b] in ['xy']: pass", "for a, in ['x']: pass", "for a in a, b: pass", "for a in *'xy', 'z': b = a", "with type('C', (), {'__enter__': lambda s: (1, 2), '__exit__': lambda *x: None})() as (a, b): pass", "with type('C', (), {'__enter__': lambda s: (1,), '__exit__': lambda s, *x: print('exit', x[0])})() as (a, b): pass", "import os.path as a, sys as b; a = b = 0", "[a, b] = [b, a] = 'pq'", "a = [*It(1), *It(2)]", "a = {**{'x': 1}, **{'x': 2}}", "a = (*'', *'x')", "a = *'x', *'y'", "a = [*5]", "a = {*5}", "a = (*5,)", "a = {**5}", "print(*5)", "a = {*[1, []]}", "a = {**{1: 2}, 3: []}", "a = [*None, 1]", "a = (1, *It(2, fail=KeyError('in display')), idx(3))", "a = {idx(0), *It(1), idx(2)}", "a = {idx(1): idx(2), **{3: idx(3)}}", "a = [idx(0), *'x', idx(1)][idx(-1)]", "a = 1, *It(2)", "a: tuple = 1, *It(2)", "def f(): return 1, *It(2)\na = f()", "def g(): yield 1, *It(2)\na = list(g())", "a = {0: 1}[*[]]", "t[*It(1, 2)] = 3", "t[idx(0), *It(1)] = 3", "t[0:1, *'x'] = 4", "del t[*'x']"):
    run(code)
a = [0, 1, 2]; i = 0
i, a[i] = 1, "stored at the new i"; print(i, a)
a = a[0], a[1] = [5, 6]; print(a)
x = [1, 2]; x[0], x = x, 3; print(x)
def swap3(a, b, c): a, b, c = c, a, b; return a, b, c
print(swap3(1, 2, 3)); l = [1, 2]; l[0], l[1] = l[1], l[0]; print(l); l[:], m = "xyz", 1; print(l); l[1:2] = l; print(l)
try: l[::2] = l
except ValueError as e: print(e)
(a), [b], (c,) = 1, [2], [3]; print(a, b, c)
