# Tracebacks through code that linecache was given: carets under every kind of expression, over several lines, wide letters, and where no carets are shown.
import linecache, traceback, sys
n = 0
def run(src, setup=""):
    global n
    n += 1; name = f"<case {n}>"
    linecache.cache[name] = (len(src), None, src.splitlines(True), name)
    env = {}
    exec(setup, env)
    try: exec(compile(src, name, "exec"), env); print("no error", src)
    except Exception as e:
        for line in traceback.format_exception(e, e, e.__traceback__.tb_next): print(line, end="")
setup = """
class O:
    def __init__(self): self.d = {}; self.n = None; self.l = [1]
    def m(self, *a): raise LookupError('m')
    def __add__(self, o): raise TypeError('add')
    def __enter__(self): return self
    def __exit__(self, *a): raise OSError('exit')
    def __bool__(self): raise ValueError('bool')
    def __lt__(self, o): raise ValueError('lt')
    def __contains__(self, o): raise ValueError('contains')
    def __setattr__(self, n, v):
        if n == 'bad': raise AttributeError('bad')
        object.__setattr__(self, n, v)
    def __getitem__(self, k): raise KeyError(k)
    def __setitem__(self, k, v): raise KeyError(k)
    def __delitem__(self, k): raise KeyError(k)
    def __format__(self, s): raise ValueError('format')
    def __iter__(self): raise ValueError('iter')
    def __call__(self, *a, **k): raise ValueError('call')
    def __neg__(self): raise ValueError('neg')
    def __iadd__(self, x): raise ValueError('iadd')
    def __delattr__(self, n): raise AttributeError('del ' + n)
o = O(); x = 1; y = 0; f = lambda *a, **k: a; s = 'é日本'
def deco(f): raise ValueError('deco')
"""
for src in ("x / y", "1 + x / y + 2", "f(1, x / y, 3)", "f(x)(y)", "o.m(1)", "o.d['k']", "o.d['a']['b']", "o.l[5]", "o.l[1:2][x]", "o.n.attr", "o.n.attr.b.c", "o.l[0].real.nope", "x.y.z = 1", "o.bad = 1", "o['k'] = f(1)", "o[1] += 1", "del o['k']", "del o.gone", "x += o.n", "o += 1", "-o", "not o", "x if o else y", "o and x", "x < y < o < 3", "o < 1", "1 in o", "assert x == y", "assert x == y, 'message'", "assert o", "raise ValueError('r')", "raise ValueError('r') from None", "for i in o: pass", "for i in x: pass", "for a, b in [1]: pass", "a, b = 1, 2, 3", "a, b = f(1)", "[i for i in o]", "[x / i for i in (1, 0)]", "{i: 1 / i for i in [0]}", "list(1 / i for i in [0])", "(lambda: x / y)()", "f'{x} {x / y}'", "f'{o:>5}'", "f'{o!r} {nope}'", "with o: pass", "with x: pass", "with O() as (a, b): pass", "import nope.sub", "from math import nope", "@deco\ndef g(): pass", "@deco\nclass C: pass", "class C(x): pass", "class C(O, nope=1): pass", "def g(a=x / y): pass", "def g(): return x / y\ng()", "def g():\n    def h():\n        return o.d['z']\n    return h()\ng()", "match o:\n    case [1, 2]: pass\n    case {'k': 1}: pass\n    case O(1): pass", "while o: pass", "if o: pass", "print(x,\n      x / y,\n      3)", "r = (x +\n     o.n +\n     2)", "f(\n    1,\n    o.m(\n        2\n    ),\n)", "v = [\n  1,\n  x / y,\n]", "o.m(1).then(2).and_then(3)", "(o\n .m(1)\n .then(2))", "'é日本' + x", "s + 'ü' + x + 'ö'", "s[10] + 'x'", "f(s, 'é', x / y, '日本')", "x = '日本'; x / y", "if 1:\n\tx / y", "        \nx  /  y", "x / y  # a comment", "(x) / (y)", "((x / y))", "f(*o)", "f(**x)", "f(**o)", "f(1, *x)", "o(1)", "o(\n)", "nope", "nope(1)", "f(nope, 1)", "del nope", "global_ = nope2 + 1", "x = yy = o.n[0]", "x @ y", "x ** 'a'", "x << -1", "~s", "x.real.imag()", "type(x)(s)", "int('z')", "int(x=1)", "[1, 2][s]", "[1][:'a']", "{}[1:2][3]", "{**x}", "{*x}", "[*x]", "(yield_ := x / y)", "x == y / 0", "x is not (1 / 0)", "lambda: 0 / 0, 1 / 0", "try: x / y\nfinally: s", "try: x / y\nexcept nope: pass", "try: x / y\nexcept 5: pass", "x / y; x", "x; x / y; y", "s.join([1])", "s.join(x for x in o.l)", "eval('1 / 0')", "exec('nope')", "o.l.sort(key=lambda v: v / 0)", "sum(v / 0 for v in o.l)", "sorted('ab', key=o)", "t'{x / y}'", "type X = nope", "type X = nope\nX.__value__", "def g[T: nope](): pass\ng.__type_params__[0].__bound__", "async def c(): await x\nc().send(None)", "def g():\n    yield from o\nnext(g())", "x: nope = 1 / 0", "(1).__add__", "1 .nope", "x if 1 / 0 else y", "x or 1 / 0\n0 or 1 / 0"):
    run(src, setup)
