# __missing__ belongs to dict.__getitem__ of subclasses; get, in, pop and copies know nothing of it.
def show(source, space=globals()):
    try: print(source, "->", repr(eval(source, space)))
    except Exception as e: print(source, "->", type(e).__name__, e)

class D(dict):
    def __missing__(self, key): print("  missing", key); return [key]
d = D(a=1)
for source in ("d['a']", "d['b']", "d.get('b')", "'b' in d", "d.pop('b')", "d.pop('b', 5)", "d.setdefault('c', 7)", "type(d.copy())", "type(d | {})", "type({} | d)", "dict.__getitem__(d, 'z')", "'%(k)s' % d", "'{k}'.format_map(d)", "'{k}'.format(**d)", "eval('q', {}, d)", "d == {'a': 1, 'c': 7}", "D.fromkeys('xy')", "repr(d)"): show(source)
class E(dict):
    __missing__ = None
class F(dict):
    def __getattr__(self, name): raise RuntimeError(name)
e, f = E(), F()
show("e[1]"); show("f[1]")
e.__missing__ = lambda k: "of the instance"
show("e[2]")
class G(dict):
    def __missing__(self, key): raise KeyError(("own", key))
g = G(); show("g[1]"); show("g[[]]")
import collections
dd = collections.defaultdict(list, a=1)
for source in ("dd['n'].append(1)", "dd", "dd.__missing__('m')", "collections.defaultdict(5)", "collections.defaultdict()['x']", "dd | {'z': 1}", "dd.copy().default_factory", "collections.defaultdict(None, [(1, 2)])"): show(source)
