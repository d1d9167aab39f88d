# PEP 695: type parameters are lazy, scoped, and shown by repr.
def f[T: int, *Ts, **P](x: T) -> T: return x
class C[T = str]:
    a: T
    def m[U](self, x: U) -> tuple[T, U]: return x
type Alias[K, V] = dict[K, list[V]]
type Rec = list[Rec] | None
type Lazy = undefined_thing
print(f.__type_params__, f(1), C.__type_params__, C[int], C.__orig_bases__, Alias, Alias[int, str], Alias.__value__, Rec.__value__, Alias.__type_params__, Alias.__name__)
T, Ts, P = f.__type_params__
print(T.__bound__, T.__constraints__, repr(Ts), repr(P), T.__name__, C.__type_params__[0].__default__, T.has_default(), T.__variance__ if hasattr(T, "__variance__") else T.__infer_variance__, type(T).__name__, type(Alias).__name__)
try: Lazy.__value__
except NameError as e: print(e)
def g[A: (int, str)](): return A
print(g().__constraints__, g.__annotations__, C.m.__annotations__)
class D[T](C[T], list[T]): pass
print([b.__name__ for b in D.__mro__], D[int].__args__, D.__parameters__, D[int]().__orig_class__)
def outer[T](x: T):
    def inner(y: T): return T
    class K: z = T
    return inner, K.z, [T for _ in [0]]
print(outer(1)[0](2), outer(1)[1:], "T" in globals() and T.__name__)
class E[T]:
    x = T
    T = 5
    y = T
print(E.x, E.y)
for bad in (lambda: C[int, str], lambda: C[()], lambda: Alias[int], lambda: isinstance(1, Alias), lambda: Alias(), lambda: setattr(Alias, "__name__", 1), lambda: issubclass(int, C[int]), lambda: T()):
    try: print(bad())
    except TypeError as e: print(e)
    except AttributeError as e: print(e)
for src in ("def f[T, T](): pass", "class A[*T: int]: pass", "def f[T = int, U](): pass", "type X[T] = (yield)", "class A[T]((yield)): pass", "def f[T](): nonlocal T", "type X = (x := 1)", "def f[](): pass", "class A[T: (await x)]: pass", "def f[**P = int](): pass", "type X[*Ts = *tuple[int]] = int", "type x.y = 1", "type = 5"):
    try: compile(src, "<t>", "exec"); print("ok", src)
    except SyntaxError as e: print(src, "->", e.msg)
import typing
A = typing.TypeVar("A"); print(typing.Generic[A], list[A][int], (int | A)[str], dict[str, A], typing.get_type_hints(C), typing.Union[int, str] == int | str)
