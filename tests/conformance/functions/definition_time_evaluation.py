# When a def statement runs: decorators, defaults, keyword defaults in order, annotations never; and when an error in between leaves the name unbound.
import annotationlib
log = []
def t(x, r=None):
    log.append(x)
    return x if r is None else r
def deco(name):
    log.append("deco " + name)
    def d(f): log.append("apply " + name); return f
    return d
@deco("a")
@deco("b")
def f(x=t("x"), /, y: t("ann y") = t("y"), *args: t("ann args"), k1=t("k1"), k2: t("ann k2"), k3=t("k3"), **kw: t("ann kw")) -> t("ret"):
    pass
print(log); log.clear()
print(list(f.__annotations__), log); log.clear()
print(f.__defaults__, f.__kwdefaults__, list(f.__annotate__(1)), log[:1]); log.clear()
g = lambda a=t("lam a"), *, b=t("lam b"): t("body")
print(log, g(), log[-1]); log.clear()
for source in ("def f(a=1/0, b=t('never')): pass", "@t('d', 5)\ndef f(a=t('a')): pass", "@nodeco\n@t('d', print)\ndef f(a=t('a')): pass", "@t('ok', lambda f: 3)\nclass f: t('body')", "class f(t('base', int), metaclass=t('meta', type)): t('body')", "class f(t('b', int), *t('stars', []), **t('kw', {})): x = t('x')", "class f[T: t('bound')](t('base', object)): pass", "def f[T: t('bound') = t('default')](a: T = t('default a')): pass", "async def f(a=t('a')): t('never')", "type f = t('never')", "@(t('one', lambda f: f), t('two', lambda f: 'picked'))[1]\ndef f(): pass", "@[lambda f: f.__name__][0]\ndef f(): pass", "@lambda f: t('called')\ndef f(): pass", "@(x := t('walrus', lambda f: f))\ndef f(): pass"):
    ns = {"t": t}
    try: exec(source, ns); r = ns.get("f", "unbound"); r = r if isinstance(r, (int, str)) else type(r).__name__
    except Exception as e: r = f"{type(e).__name__}: {e}, f {'bound' if 'f' in ns else 'unbound'}"
    print(repr(source), r, log); log.clear()
def mutable(x, acc=[]):
    acc.append(x); return acc
print(mutable(1) is mutable(2), mutable.__defaults__)
mutable.__defaults__ = ([9], [8])
print(mutable(), mutable(3)); mutable.__defaults__ = None
try: mutable(1)
except TypeError as e: print(e)
mutable.__defaults__ = (1, 2, [])
try: print(mutable(), "with more defaults than parameters")
except (TypeError, AttributeError) as e: print(type(e).__name__, e)
def kd(*, a=1, b): return a, b
for value in ({"b": 5}, {"a": 7, "b": 8, "zz": 9}, {}, None):
    kd.__kwdefaults__ = value
    try: print(value, kd())
    except TypeError as e: print(value, e)
kd.__kwdefaults__ = d = {"a": 1, "b": 2}
d["b"] = "changed in place"; print(kd(), kd.__kwdefaults__ is d)
d.pop("a")
try: kd()
except TypeError as e: print(e)
for attr, bad in (("__defaults__", [1]), ("__kwdefaults__", ()), ("__name__", 1), ("__qualname__", None), ("__code__", None), ("__dict__", 1), ("__annotations__", 3), ("__annotate__", 3), ("__type_params__", []), ("__module__", 5), ("__doc__", 7), ("__closure__", ()), ("__globals__", {}), ("__builtins__", {})):
    try: setattr(kd, attr, bad); print(attr, "set to", getattr(kd, attr))
    except Exception as e: print(attr, type(e).__name__, e)
for attr in ("__defaults__", "__kwdefaults__", "__name__", "__code__", "__dict__", "__annotations__", "__annotate__", "__module__", "__doc__", "__closure__", "never", "__type_params__"):
    try: delattr(kd, attr); print("deleted", attr, getattr(kd, attr, "gone"))
    except Exception as e: print(attr, type(e).__name__, e)
for v in (1,): 
    def inner(n=v, fs=[lambda: v]): return n, fs[0]()
v = 2; print(inner())
