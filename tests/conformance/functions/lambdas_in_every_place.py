# Lambdas with every parameter form, in every place that takes an expression, with yields, walrus, nesting and late binding; and the forms that are refused.
def show(f, *a, **k):
    try: return f(*a, **k)
    except TypeError as e: return str(e)
forms = [lambda: 0, lambda x: x, lambda x, y=2: (x, y), lambda *a: a, lambda **k: k, lambda x, /: x, lambda x, /, y: (x, y), lambda *, k: k, lambda *, k=5: k, lambda x, /, y=1, *a, k, m=2, **kw: (x, y, a, k, m, kw), lambda x=(1, 2), *y: (x, y), lambda *a, k=lambda: 3: (a, k()), lambda x: lambda y: x + y, lambda: (yield), lambda: ..., lambda: None, lambda _: _, lambda x, x2=lambda x: x: x2(x)]
for f in forms: print(f.__code__.co_argcount, f.__code__.co_posonlyargcount, f.__code__.co_kwonlyargcount, f.__defaults__ if not any(map(callable, f.__defaults__ or ())) else "callable", f.__code__.co_varnames, [type(r).__name__ if callable(r) or hasattr(r, "send") else r for r in (show(f), show(f, 1), show(f, 1, 2), show(f, 1, k=3), show(f, k=1))])
print((lambda: 1)(), [lambda: 2][0](), {"k": lambda: 3}["k"](), (lambda f: f())(lambda: 4), (lambda: lambda: 5)()(), sorted([3, 1], key=lambda v: -v), (lambda x: x if x else lambda: "else")(0)(), (lambda: 6 if 0 else 7)(), [f() for f in [lambda: i for i in range(2)]], [f() for f in [lambda i=i: i for i in range(2)]], [*map(lambda a, b: a * b, "ab", [1, 2])], (lambda *a, **k: (a, k))(*"ab", **{"c": 1}), f"{(lambda: 8)()}", (lambda: (x := 9, x))(), not (lambda: 0)(), (lambda a: (lambda: a)())(10), max([1, 5], key=lambda v: v % 5), (lambda x, *, y: x - y)(y=1, x=2), [lambda: 1, lambda: 2][(lambda: 1)()]())
g = (lambda: ((yield 1), (yield 2)))(); print(next(g), g.send("a"), next(g, "done"))
g = (lambda: (yield from "xy"))(); print(list(g))
class K:
    m = lambda self, n=1: (type(self).__name__, n)
    s = staticmethod(lambda: "static"); c = classmethod(lambda cls: cls.__name__); p = property(lambda self: "prop", lambda self, v: print("set", v))
    v = 5; w = (lambda: K.v); x = [lambda: 1 for _ in "ab"]
    __priv = lambda self: self.__hidden; __hidden = "mangled"
    def call(self): return self.__priv()
k = K(); k.p = 1; print(k.m(), k.m(2), k.s(), K.c(), k.p, K.w(), k.call(), len(K.x), K.m.__qualname__, K.x[0].__qualname__)
fact = lambda n: 1 if n < 2 else n * fact(n - 1); Y = lambda f: (lambda x: x(x))(lambda x: f(lambda *a: x(x)(*a))); print(fact(10), Y(lambda s: lambda n: 1 if n < 2 else n * s(n - 1))(6))
def outer():
    n = 1
    f = lambda: n
    n = 2
    r = f(), (lambda n: f())(5), (lambda: [n for _ in "a"])(), (lambda: locals())(), (lambda a: locals())(1)
    del n
    try: f()
    except NameError as e: return r, str(e)
print(outer())
print((lambda: (lambda: (lambda: __name__)())())(), (lambda x: [x for x in x])("ab"), (lambda x, y: (x, [y for y in x], y))("ab", "c"))
lam = lambda x: x + 1  # noqa
print(lam.__name__, lam.__doc__, lam.__annotations__, lam.__kwdefaults__, lam.__closure__, lam.__type_params__, lam.__module__, callable(lam))
lam.__annotations__["x"] = int; lam.__doc__ = "doc"; lam.attr = 1; print(lam.__annotations__, lam.__doc__, lam.attr, lam.__defaults__)
for src in ("lambda", "lambda:", "lambda x", "lambda x: ", "lambda (x): x", "lambda x,: x", "lambda *: x", "lambda *,: x", "lambda *, **k: x", "lambda **k,: x", "lambda **k, x: x", "lambda x, x: x", "lambda x=1, y: x", "lambda x, /, /: x", "lambda /: x", "lambda *a, *b: x", "lambda *a, /: x", "lambda x: int: x", "lambda x: return x", "lambda: pass", "lambda: x = 1", "lambda: x := 1", "lambda: (x := 1)", "lambda: yield", "lambda: await x", "lambda: *x", "lambda: (*x,)", "lambda: *x, 1", "lambda x: x, y", "lambda: raise E", "lambda: x if y", "lambda: x for x in y", "(lambda: x for x in y)", "[lambda: x for x in y]", "[x for x in lambda: y]", "[x for x in y if lambda: x]", "[x for x in y if lambda: x if z]", "x if lambda: y else z", "lambda: x if y else z", "lambda x=lambda: 1: x", "lambda: lambda: lambda: 0", "lambda x y: x", "lambda x.y: x", "lambda 1: x", "lambda None: x", "lambda __debug__: x", "lambda x=: x", "lambda *x=1: x", "lambda **x=1: x", "lambda x=1=2: x", "lambda: x; y", "lambda\nx: x", "(lambda\nx: x)", "lambda: (\n1)", "not lambda: 1", "-lambda: 1", "1 + lambda: 1", "x or lambda: 1", "lambda: 1 or 2", "f(lambda: 1, lambda: 2)", "f(lambda=1)", "f(x for x in lambda: 1)", "{lambda: 1}", "{lambda: 1: 2}", "{1: lambda: 2}", "a[lambda: 1]", "a[lambda: 1:2]", "lambda: a[1:2]", "lambda x: x += 1", "lambda: del_", "async lambda: 1", "lambda async: 1", "lambda: async", "lambda *args, k, *, m: 1", "lambda x, /, y, *, z: 1", "lambda x: {x: x}", "lambda: {**x}", "return lambda: 1", "lambda = 1", "x.lambda", "lambda: 1 = 2", "(lambda: 1) = 2", "del lambda: 1", "for lambda in x: pass", "lambda x: f'{x}'", "assert lambda: 1, lambda: 2"):
    try: compile(src, "s", "exec"); print(repr(src), "compiles")
    except SyntaxError as e: print(repr(src), e.msg, e.lineno, e.offset, e.end_offset)
