# The types module: generic aliases, unions, namespaces, mapping proxies, dynamic classes and coroutine marks as values of their own.
import copy
import types
import typing
from types import GenericAlias, MappingProxyType, SimpleNamespace, UnionType

T = typing.TypeVar("T")


class Meta(type):
    def __or__(cls, other): return "meta or"
class WithMeta(metaclass=Meta): pass
class Odd(list):
    def __init__(self, *a): self.args = a
class M(dict):
    def __missing__(self, k): return f"?{k}"


ns = SimpleNamespace(a=1, b=[2])
mp = MappingProxyType({"a": 1, "b": 2})
cases = """
list[int], dict[str, int], tuple[int, ...], tuple[()], list[list[int]], type[int], list["x"], list[1], list[None], list[int | None], set[T], list[T][int], dict[T, int][str], dict[T, T][int], tuple[T, ...][int], list[[int, str]]
list[int].__origin__, list[int].__args__, list[T].__parameters__, dict[str, T].__parameters__, tuple[()].__args__, list[int].__class__, type(list[int]), list[int].__name__, list[int].__mro_entries__(()), list[int].append is list.append if 0 else list[int].__doc__ == list.__doc__, list[int].__unpacked__, list[int].__reduce__()
list[int]([1, 2]), dict[str, int](a=1), type(list[int]()), list[int].fromkeys if 0 else dict[str, int].fromkeys("a"), Odd(1).args, GenericAlias(Odd, int)(5).args, GenericAlias(Odd, int)(5).__orig_class__
list[int] == list[int], list[int] == list[str], list[int] == typing.List[int], hash(list[int]) == hash(list[int]), list[int] is list[int], list[int] != list, {list[int]: 1}[list[int]], list[int] in [list[int]]
list[int][str]
list[T][int, str]
dict[T, int][()]
list[()] if 0 else list[T][T]
list[int]()[0]
isinstance([], list[int])
issubclass(list, list[int])
isinstance([], list[int] | int)
list[int].nothing
list()[int]
int[str]
GenericAlias(list, (int,)), GenericAlias(list, int), GenericAlias(5, 6), GenericAlias("x", ()), GenericAlias(list, (int, "a", ...)), [*GenericAlias(tuple, (int, str))], next(iter(list[int])) == typing.Unpack[list[int]], repr(next(iter(tuple[int, ...])))
GenericAlias()
GenericAlias(list)
GenericAlias(list, int, x=1)
class_ if 0 else type("Sub", (list[int].__mro_entries__(())[0],), {}).__bases__
int | str, int | None, None | int, int | str | int, int | (str | float), (int | str) == (str | int), hash(int | str) == hash(str | int), list[int] | None, int | list[str], type(int | str), (int | str).__args__, (int | T).__parameters__, (T | int)[str], (int | None).__args__, int | "x" if 0 else int | T, UnionType is typing.Union
int | "x"
int | 5
None | None
5 | int
"x" | int
int | int, int | bool, (int | str).__origin__, (int | str).__name__, (int | str).__qualname__, (int | str).__module__, repr(int | types.NoneType), repr(typing.Optional[int]), repr(typing.Union[int, "x"]), typing.Union[int] is int
isinstance(1, int | str), isinstance(None, int | None), isinstance("a", int | None), issubclass(bool, int | str), issubclass(type(None), int | None), isinstance(1, (int | str, list)), isinstance(True, str | float)
isinstance(1, int | list[str])
(int | str)()
(int | str)[int]
int | WithMeta, WithMeta | int
typing.Union[()]
ns, ns.a, ns == SimpleNamespace(b=[2], a=1), ns != SimpleNamespace(), repr(SimpleNamespace()), SimpleNamespace({"x": 1}), SimpleNamespace([("y", 2)], z=3), SimpleNamespace({"x": 1}, x=2), vars(ns), copy.copy(ns), copy.replace(ns, a=5, c=6), ns.__replace__(b=0), SimpleNamespace(**{"not an id": 1}), SimpleNamespace(self=1)
SimpleNamespace(1)
SimpleNamespace({1: 2})
SimpleNamespace({}, {})
SimpleNamespace([1])
ns.zz
ns < SimpleNamespace()
ns < 5
hash(ns)
ns.__replace__(5)
len(ns)
mp, mp["a"], len(mp), list(mp), "a" in mp, mp.get("z"), mp.get("z", 0), mp.keys(), mp.items(), mp.copy(), mp | {"c": 3}, {"c": 3} | mp, mp == {"a": 1, "b": 2}, mp == MappingProxyType({"a": 1, "b": 2}), list(reversed(mp)), dict(mp), {**mp}, hash(MappingProxyType(range(0) and {})) if 0 else 0, MappingProxyType(M())["q"], type(mp.copy()), bool(MappingProxyType({})), str(mp), MappingProxyType("abc")[1] if 0 else MappingProxyType(mp)["a"]
mp["z"]
mp | [1]
hash(mp)
mp < {}
MappingProxyType([1])
MappingProxyType(5)
MappingProxyType((1, 2))
MappingProxyType()
MappingProxyType(mapping={1: 2}), MappingProxyType("abc") if 0 else MappingProxyType(typing.cast(object, M(a=1)))
types.new_class("N", (list,), {}, lambda ns: ns.update(x=1)).x, types.new_class("N").__bases__, types.new_class("N", (list[int],)).__orig_bases__, types.resolve_bases((list[int], dict)), types.prepare_class("N", (int,))[0], types.get_original_bases(type("Q", (int,), {}))
types.new_class("N", (5,))
types.resolve_bases(5)
types.get_original_bases(5)
types.NoneType, types.EllipsisType, types.NotImplementedType, types.NoneType(), types.EllipsisType() is ..., types.CellType(5).cell_contents, types.CellType(5) == types.CellType(5), types.CellType() < types.CellType(1), types.SimpleNamespace is type(ns), types.DynamicClassAttribute.__name__
types.NoneType(1)
types.CellType().cell_contents
types.CellType(1, 2)
types.MethodType(len, [1])(), types.MethodType(len, [1]) == types.MethodType(len, [1]), types.MethodType(lambda s, x: (s, x), 1)(2), types.MethodType(len, "ab").__self__
types.MethodType(5, 1)
types.MethodType(len, None)
types.MethodType(len)
types.coroutine(5)
types.ModuleType("m", "doc").__doc__, types.ModuleType("m").__name__, repr(types.ModuleType("m")), types.ModuleType("m").__dict__.keys()
types.ModuleType()
types.ModuleType(5)
types.ModuleType("m").x
"""
for source in cases.strip().splitlines():
    try:
        print(source, "->", repr(eval(source)))
    except Exception as e:
        print(source, "->", type(e).__name__, e)
for statement in ("mp['a'] = 1", "del mp['a']", "mp |= {'z': 1}; print(mp)", "mp.x = 1", "ns.new = 3; del ns.a; print(ns)", "del ns.zz", "ns.__dict__['k'] = 1; print(ns)", "list[int].x = 1", "x = SimpleNamespace(); x.me = x; print(x)", "class Sub(SimpleNamespace): pass\nprint(Sub(a=1), Sub(a=1) == SimpleNamespace(a=1))", "class G(list[int]): pass\nprint(G.__orig_bases__, G.__mro__[1])", "class B(int | str): pass", "class B(MappingProxyType): pass", "class B(GenericAlias): pass\nprint(B(list, int), type(B(list, int)).__name__)", "class B(types.NoneType): pass", "class B(types.EllipsisType): pass", "c = types.CellType(1); c.cell_contents = 2; print(c.cell_contents); del c.cell_contents; c.cell_contents"):
    mp = MappingProxyType({"a": 1}); ns = SimpleNamespace(a=1)
    try: exec(statement)
    except Exception as e: print(statement, type(e).__name__, e)
