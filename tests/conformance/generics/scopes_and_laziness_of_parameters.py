# PEP 695 and 696: where type parameters are seen, when bounds, defaults and aliases are evaluated, mangling, class scopes, and the errors of all of it.
import typing
log = []
def t(x): log.append(x); return x
def f[T: t(int), *Ts = *tuple[t(str), ...], **P = [t(bool)]](a: T, *b: *Ts) -> t(T): 
    X = T
    def inner(q: T) -> P: return T
    return T, X is T, inner
print(log, f.__type_params__, [p.__name__ for p in f.__type_params__], f.__type_params__[0].__bound__, log, f.__annotations__["a"], log); log.clear()
T0, Ts, P = f.__type_params__
print(T0.has_default(), Ts.has_default(), Ts.__default__, P.__default__, T0.__default__ is typing.NoDefault, f(1)[0] is T0, f(1)[1], f(1)[2].__annotations__["q"] is T0, log); log.clear()
class C[T, U: (int, t(str)) = int](typing.Sequence[T]):
    x: T
    y = T
    def m[V](self, a: V, b: T, c: U) -> "C[T]": return T, V, U
    class Inner[W: T]:
        z = (T, W)
        def n(self): return T
    l = [T for _ in "a"]
    lam = lambda: T
    __private = 1
    def p[__T](self): return __T.__name__
print(C.__type_params__, C.__parameters__, C.__orig_bases__, C.y, C.m(None, 1, 2, 3), C.Inner.z, C.Inner.n(None), C.l, C.lam(), C.p(None), C.p.__type_params__, C.__type_params__[1].__constraints__, C.__type_params__[1].__default__, log); log.clear()
type A[T] = dict[T, B]
type B = list[A[int]] | t("alias") | None
print(A, A.__type_params__, A[int], type(A).__name__, log)
B_text = B
try: B.__value__
except TypeError as e: print(e, log)
log.clear()
type R = list[R]; print(R.__value__, R.__value__.__args__[0] is R, R.__name__, R.__module__, R.__parameters__)
type E = 1 / 0; print(E)
for _ in range(2):
    try: E.__value__
    except ZeroDivisionError as e: print(e)
type L = later; 
try: L.__value__
except NameError as e: print(e)
later = 5; print(L.__value__); later = 6; print(L.__value__)
for code in ("A[int, str]", "A()", "isinstance(1, L)", "A.x", "setattr(A, 'x', 1)", "setattr(A, '__value__', 1)", "A | int", "int | A", "A[int].__value__", "A[int].__origin__ is A", "A[int].__args__", "L[int]", "R | None", "A == A", "hash(A) == hash(A)", "type(A)('N', int)", "type(A)('N', int, type_params=(T0,)).__type_params__", "type(A)('N', int, type_params=[1])", "type(A)(5, int)", "class_sub(type(A))", "T0()", "T0[int]", "T0 | int", "T0.__bound__", "class_sub(T0)", "f[int]", "C[int]", "C[int, str]", "C[int, str, bool]", "C[int].__args__", "C[()]", "typing.TypeVar('X', bound=int).__bound__", "typing.TypeVar('X', int)", "typing.TypeVar('X', int, str, bound=int)", "typing.TypeVar('X', covariant=True, contravariant=True)", "T0.__infer_variance__", "[*Ts]", "P.args", "P.kwargs", "P.args.__origin__ is P", "typing.Generic[int]", "typing.Generic[T0, T0]", "typing.get_type_hints(f)['a']", "[*C[int, str]]", "iter(T0)", "f.__type_params__.__class__", "type.__dict__['__type_params__'].__get__(int)"):
    try: print(code, "=", eval(code, globals() | {"class_sub": lambda b: type("S", (b,), {})}))
    except Exception as e: print(code, "!", type(e).__name__, e)
def later_change():
    v = 1
    type X = (v, Y)
    def g[T: (v, "x")](): pass
    v = 2
    Y = 3
    return X.__value__, g.__type_params__[0].__constraints__
print(later_change())
class Scope:
    inside = "class scope"
    type X = inside
    def g[T: inside](self): pass
    def h[T = inside](self): pass
    inside2 = [X.__value__]
    inside = "changed"
print(Scope.X.__value__, Scope.g.__type_params__[0].__bound__, Scope.h.__type_params__[0].__default__, Scope.inside2)
def ret[T](x: T): 
    class K(typing.Generic[T]): pass
    return K.__parameters__ == (T,), (lambda: T)() is T, [T for _ in "a"][0] is T
print(ret(1), ret.__code__.co_freevars, ret.__qualname__, ret.__closure__ is not None)
def deco(tag): log.append("deco " + tag); return lambda f: (log.append(("applied", f.__type_params__)), f)[1]
log.clear()
@deco("one")
def g[T: t("bound")](x=t("default"), *, y: T = t("kw")): pass
print(log); log.clear()
class D[T](t(dict), metaclass=t(type)): v = t("body")
print(log); log.clear()
for src in ("def f[T, T](): pass", "def f[T: (yield)](): pass", "def f[T: (x := 1)](): pass", "def f[T: await x](): pass", "type X[T] = (yield)", "type X = (y := 1)", "type X = await y", "class C[T](x := 1): pass", "class C[T]((yield)): pass", "def f[T](a: (y := 1)): pass", "def f[](): pass", "class C[]: pass", "type X[] = int", "type X", "type X[T]", "type 5 = int", "type x.y = int", "type X = ", "type X: int = 1", "def f[T=int, U](): pass", "def f[*T: int](): pass", "def f[**P: int](): pass", "def f[*T, *U](): pass", "def f[T: int = ](): pass", "def f[T = *int](): pass", "def f[*T = *int](): pass", "def f[T: *int](): pass", "def f[1](): pass", "def f[T.x](): pass", "def f[T](): global T", "def f[T](): nonlocal T", "class C[T]: global T", "class C[T]: nonlocal T", "def f[T](T): pass", "def f[T](): T = 1", "lambda[T]: 1", "async def f[T](): pass", "type type = type", "type type[type: type] = type", "type (X) = int", "type\nX = 1", "type(X)", "type = 1", "type X = int; type Y = X", "def f[__debug__](): pass", "class C[None]: pass", "def f[T,](): pass", "def f[T](a: T = (lambda: (yield))): pass", "def f[T]() -> (yield): pass", "class C[T: C[T]]: pass", "def f[T: [x for x in y]](): pass", "def f[T: [x := 1 for x in y]](): pass"):
    try: compile(src, "s", "exec"); print(repr(src), "compiles")
    except SyntaxError as e: print(repr(src), e.msg, e.offset, e.end_offset)
