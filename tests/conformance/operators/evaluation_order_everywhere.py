# In which order the parts of every statement and expression are evaluated, with side effects in targets, subscripts, slices, chains, displays and conditions.
log = []
def t(name, value=None):
    log.append(name)
    return name if value is None else value
class Box:
    def __init__(self, name): self.__dict__["name"] = name
    def __getitem__(self, k): log.append(f"get {self.name}[{k}]"); return 10
    def __setitem__(self, k, v): log.append(f"set {self.name}[{k}]={v}")
    def __delitem__(self, k): log.append(f"del {self.name}[{k}]")
    def __getattr__(self, n): log.append(f"get {self.name}.{n}"); return 20
    def __setattr__(self, n, v): log.append(f"set {self.name}.{n}={v}")
    def __delattr__(self, n): log.append(f"del {self.name}.{n}")
    def __add__(self, o): log.append(f"{self.name}+{o if isinstance(o, (int, str)) else o.name}"); return self
    def __iadd__(self, o): log.append(f"{self.name}+=..."); return self
    def __lt__(self, o): log.append(f"{self.name}<{o.name}"); return self.name < o.name
    def __bool__(self): log.append(f"bool {self.name}"); return bool(self.name)
    def __call__(self, *a, **k): log.append(f"call {self.name}{a}{k}"); return self
    def __contains__(self, x): log.append(f"in {self.name}"); return True
    def __enter__(self): log.append(f"enter {self.name}"); return self
    def __exit__(self, *a): log.append(f"exit {self.name}")
    def __iter__(self): log.append(f"iter {self.name}"); yield self
    def __neg__(self): log.append(f"-{self.name}"); return self
    def __format__(self, s): log.append(f"format {self.name}:{s}"); return self.name
    def __index__(self): log.append(f"index {self.name}"); return 1
def b(name): log.append(name); return Box(name)
for src in """b('x')[t('k')] = t('v')
b('x').attr = b('y').attr = t('v')
b('x')[t('i')], b('y').a = t('v1'), t('v2')
b('x')[t('k')] += t('v', 1)
b('x').attr += t('v', 1)
b('x')[t('i', 1):t('j', 2):t('k', 3)]
b('x')[t('i', 1):t('j', 2)] = t('v')
b('x')[t('i'), t('j')]
del b('x')[t('k')], b('y').a
b('x') + b('y') + b('z')
b('x')(t('a'), *[t('b')], k=t('c'), **{t('d'): t('e')})
b('x').method(t('a'))[t('k')]
b('x') < b('y') < b('z')
b('z') < b('y') < b('never')
b('x') and b('') and b('never')
b('') or b('x') or b('never')
not b('x')
b('yes') if b('cond') else b('no')
b('yes') if b('') else b('no')
[b('x'), *b('y'), b('z')]
{t('k1'): t('v1'), **{t('k2'): t('v2')}, t('k3'): t('v3')}
{t('a'), t('b'), *[t('c')]}
(t('a'), t('b'), *b('c'))
[t(i) for i in b('outer') if b('cond')] if 0 else 1
{t('k'): t('v') for _ in t('it', 'ab') if t('if', 1)}
[(t('e'), i, j) for i in t('outer', 'a') for j in t('inner', 'bc') if t('if')]
lambda x=t('default'): t('body')
f'{b("x"):{t("spec")}}{b("y")!s:{t("w", "1")}}' if 0 else t('skipped')
f'{b("x"):{t("spec")}}' f'{t("z")!r:{t("w", "9")}}'
with b('x') as b('t').a, b('y') as b('t')[t('k')]: t('body')
for b('t')[t('k')] in t('iter', [1, 2]): t('body')
(x := t('walrus')) + t('after', 'z') + x
print(end='', *[t('', 'x')][1:], sep=t('sep'))
assert b('cond'), t('message')
assert b(''), t('message')
raise t('exc', ValueError('v')) from t('cause', KeyError('k'))
def f(a=t('d1'), *, k=t('kd')) -> t('ann'): pass
@t('deco1', lambda f: t('applied1', f))\n@t('deco2', lambda f: t('applied2', f))\ndef f(x=t('default')): pass
class C(t('base', object), metaclass=t('meta', type)): t('body')
import_ = __import__(t('name', 'sys'), t('globals', {}))
x = y = b('z')[t('k')]
x, *y = b('a'), t('b'), t('c')
b('c')[t('k')] = b('x').a = [t('v')]
b('x')[b('y')]
[10, 20][b('y')]
-b('x') + -b('y')
t('l') in b('r')
t('l') not in b('r')
b('l') is b('r')
t('a', 2) ** t('b', 3) ** t('c', 1)
t('a', 7) // t('b', 2) % t('c', 3)
(t('a', 1), t('b', 2))[t('i', 1)]
b('f')(*t('args', (1,)), **t('kw', {'z': 1}))
b('f')(t('x'), y=t('y'))(t('second'))
b('x')[t('i')][t('j')].k = t('v')
b('x')[t('i')].k += b('y')
a = t('v') if t('c') else t('w')
match b('s'): \n case Box(name=n) if t(('guard', n)): t('case')
try: t('body'); 1 / 0; t('never')\nexcept t('type', ZeroDivisionError): t('handler')\nelse: t('else')\nfinally: t('finally')
try: t('body', 1)\nexcept t('never'): pass\nelse: t('else')\nfinally: t('finally')
try: 1 / 0\nexcept (t('a', KeyError), t('b', ZeroDivisionError)) as e: t('handler')
while t('cond', not log.count('body')): t('body')\nelse: t('else')
if t('a', 0): pass\nelif t('b', 0) or t('c'): t('elif')\nelse: t('never')
type X = t('lazy')\nX.__value__
del (b('x').a, [b('y')[t('k')]])
b('x')[...] = b('y')[:] = t('v')
x: t('annotation') = t('value')
b('x')[t('i')]: t('annotation') = t('value')
b('x').a: t('annotation')
global g; g = t('v'); g += t('w')
(lambda a, b=t('d'): t('body', a + b))(t('x'))
[*map(t, 'ab')]
(yield_ for yield_ in t('source', 'ab'))
t('a', 1) < t('b', 2) > t('c', 0) != t('d', 5) is not t('e')
t('a', 3) < t('b', 2) > t('never')
b('x').a[b('y').b](b('z').c) if 0 else b('only')
t'{b("x"):{t("spec")}}{t("y")}'""".split("\n"):
    src = src.replace("\\n", "\n")
    try: exec(src, {"t": t, "b": b, "Box": Box, "log": log}); r = ""
    except BaseException as e: r = f"{type(e).__name__}: {e}" if not isinstance(e, AssertionError) else f"AssertionError {e.args}"
    print(src, "|", r, "|", *log, sep=" ; "); log.clear()
