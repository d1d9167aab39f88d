# RecursionError out of repr, comparison, hashing, isinstance, copying, attribute hooks, iterators, sorting, format and the parser: always an exception, and the interpreter stays usable.
import sys, copy, functools, ast, json, pickle, operator
sys.setrecursionlimit(400)
class Self:
    pass
def cls(**methods): return type("C", (), methods)
def nest(n, f, start): 
    for _ in range(n): start = f(start)
    return start
def attempt(what, f):
    try: r = f(); r = type(r).__name__ if not isinstance(r, (bool, int, str)) else r if not isinstance(r, str) or len(r) < 40 else len(r)
    except RecursionError as e: r = "RecursionError"
    except Exception as e: r = f"{type(e).__name__} {e}"
    print(what, r)
F = lambda g: (lambda self, *a: g(self, *a))
attempt("repr", lambda: repr(cls(__repr__=lambda s: repr(s))()))
attempt("str", lambda: str(cls(__str__=lambda s: str(s))()))
attempt("format", lambda: format(cls(__format__=lambda s, p: f"{s:x}")()))
attempt("eq", lambda: (lambda a: a == a)(cls(__eq__=lambda s, o: s == o)()))
attempt("lt", lambda: (lambda a: a < a)(cls(__lt__=lambda s, o: s < o)()))
attempt("hash", lambda: hash(cls(__hash__=lambda s: hash(s))()))
attempt("len", lambda: len(cls(__len__=lambda s: len(s))()))
attempt("bool", lambda: bool(cls(__bool__=lambda s: not s)()))
attempt("add", lambda: (lambda a: a + 1)(cls(__add__=lambda s, o: s + o)()))
attempt("radd", lambda: 1 + cls(__radd__=lambda s, o: o + s)())
attempt("neg", lambda: -cls(__neg__=lambda s: -s)())
attempt("index", lambda: operator.index(cls(__index__=lambda s: operator.index(s))()))
attempt("int", lambda: int(cls(__int__=lambda s: int(s))()))
attempt("getattr", lambda: cls(__getattr__=lambda s, n: getattr(s, n))().x)
attempt("getattribute", lambda: cls(__getattribute__=lambda s, n: s.y)().x)
attempt("setattr", lambda: setattr(cls(__setattr__=lambda s, n, v: setattr(s, n, v))(), "x", 1))
attempt("property", lambda: cls(p=property(lambda s: s.p))().p)
attempt("getitem", lambda: cls(__getitem__=lambda s, k: s[k])()[1])
attempt("contains", lambda: 1 in cls(__contains__=lambda s, k: k in s)())
attempt("call", lambda: cls(__call__=lambda s: s())()())
attempt("iter", lambda: iter(cls(__iter__=lambda s: iter(s))()))
attempt("next", lambda: next(cls(__next__=lambda s: next(s))()))
attempt("enter", lambda: (lambda c: c.__enter__())(cls(__enter__=lambda s: s.__enter__())()))
attempt("new", lambda: (lambda c: c())(type("N", (), {"__new__": lambda c: c()})))
attempt("init", lambda: (lambda c: c())(type("N", (), {"__init__": lambda s: type(s)()})))
attempt("missing", lambda: type("D", (dict,), {"__missing__": lambda s, k: s[k]})()["x"])
M = type("M", (type,), {"__instancecheck__": lambda c, o: isinstance(o, c), "__subclasscheck__": lambda c, o: issubclass(o, c)})
attempt("isinstance", lambda: isinstance(1, M("X", (), {}))); attempt("issubclass", lambda: issubclass(int, M("X", (), {})))
attempt("descriptor", lambda: type("O", (), {"d": type("D", (), {"__get__": lambda s, o, t: o.d})()})().d)
attempt("generator", lambda: list((lambda f: f(f))(lambda f: (x for x in f(f)))))
def deep(): yield from deep()
attempt("yield from", lambda: next(deep()))
async def co(): await co()
attempt("await", lambda: co().send(None))
attempt("sorted key", lambda: (lambda k: sorted([1], key=lambda v: k(k)))(lambda k: sorted([1], key=lambda v: k(k))))
attempt("map", lambda: (lambda f: list(map(f, [f])))(lambda f: list(map(f, [f]))))
attempt("reduce", lambda: (lambda f: f(f, 1))(lambda f, x: functools.reduce(f, [f, 1])))
attempt("partial", lambda: (lambda f: functools.partial(f, f)())(lambda f: functools.partial(f, f)()))
c = functools.cache(lambda n: c(n + 1)); attempt("cache", lambda: c(0))
l = []; l.append(l); attempt("list == itself", lambda: l == [l]); m = [l]; attempt("list compare", lambda: l == m and m < l)
a, b = [], []; a.append(b); b.append(a); attempt("circular eq", lambda: a == b); attempt("circular repr", lambda: repr(a)); d = {}; d[1] = d; e = {1: d}; attempt("dict eq", lambda: d == e); attempt("dict repr", lambda: repr(d))
t = ([],); t[0].append(t); attempt("tuple hash", lambda: hash(t)); attempt("tuple repr", lambda: repr(t)); attempt("copy circular", lambda: copy.deepcopy(a)[0][0].__class__)
deep_list = nest(2000, lambda x: [x], []); attempt("deepcopy", lambda: copy.deepcopy(deep_list))
attempt("deepcopy hook", lambda: copy.deepcopy(cls(__deepcopy__=lambda s, m: copy.deepcopy(s, {}))())); attempt("reduce", lambda: copy.copy(cls(__reduce_ex__=lambda s, p: (copy.copy, (s,)))()))
attempt("parse", lambda: ast.parse("(" * 150 + ")" * 150)); attempt("literal", lambda: ast.literal_eval("-" * 2000 + "1"))
attempt("isinstance tuple", lambda: isinstance(1, nest(100000, lambda x: (x,), (str,)))); attempt("except hook", lambda: (lambda f: f(f))(lambda f: [f(f) for _ in "a"]))
def handler():
    try: handler()
    except RecursionError: raise
attempt("handler", handler)
def fin():
    try: fin()
    finally: pass
attempt("finally", fin)
def depth(n): 
    try: return depth(n + 1)
    except RecursionError: return n
print(depth(0) > 300, sys.getrecursionlimit())
for bad in (0, -1, "x", 1): attempt(f"limit {bad}", lambda: sys.setrecursionlimit(bad))
sys.setrecursionlimit(1000); print(len(repr(nest(50, lambda x: [x], []))), depth(0) > 900)
