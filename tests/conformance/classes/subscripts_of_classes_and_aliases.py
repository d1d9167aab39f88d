# A subscripted class: __class_getitem__ and who else may answer, types.GenericAlias as base, class, callable and union member.
import types
class Plain: pass
class G:
    def __class_getitem__(cls, key): return f"{cls.__name__}[{key!r}]"
class Sub(G): pass
class Alias:
    __class_getitem__ = classmethod(types.GenericAlias)
    def __init__(self, *a): self.a = a
class Meta(type):
    def __getitem__(cls, key): return f"meta {key}"
class Both(metaclass=Meta):
    def __class_getitem__(cls, key): return "class"
class InstanceOnly:
    def __getitem__(self, k): return k
class NotCallable: __class_getitem__ = 3
class Blocked: __class_getitem__ = None
for code in ("Plain[int]", "G[int]", "G[1, 2]", "G[()]", "G[1:2]", "G[*(1, 2)]", "Sub['x']", "Both[1]", "Both()[1]", "InstanceOnly[1]", "NotCallable[1]", "Blocked[1]", "G()[1]", "int[int]", "str[int]", "type[int]", "list[int]()",
             "Alias[int](1, 2).a", "Alias[int].__origin__ is Alias", "Alias[int](5).__orig_class__", "Alias[int, str].__args__", "Alias[()].__args__", "Alias[[int]].__args__", "isinstance(Alias(1), Alias[int])", "issubclass(Alias, Alias[int])",
             "isinstance(1, list[int] | int)", "list[int] | None", "list[int] == list[int]", "hash(list[int]) == hash(list[int])", "list[int] is list[int]", "dict[str, int]", "dict[str, 'fwd']", "tuple[int, ...]", "list[list[int]]", "list[Plain].__mro_entries__((1,)) == (list,)",
             "list[int].append", "list[int].__class__", "type(list[int])", "list[int].__dict__ is list.__dict__", "setattr(list[int], 'x', 1)", "delattr(list[int], 'x')", "list[int].__origin__.__name__", "list[int].nope", "class_of(list[int])", "list[int][str]", "len(list[int])", "[*list[int]]", "[*tuple[int, ...]][0].__unpacked__", "bool(list[int])",
             "types.GenericAlias(1, 2)", "types.GenericAlias(list)", "types.GenericAlias(list, int).__args__", "types.GenericAlias(list, (int,), x=1)", "types.GenericAlias(list, int)(range(3))", "types.GenericAlias(Plain, ()).__parameters__", "list[int].__parameters__", "dir(list[int]) == sorted(dir(list[int]))", "isinstance(list[int], type)", "callable(list[int])", "int | list", "int | 'str'", "int | 3", "(int | str)[int]", "(int | str) == (str | int)", "(int | str).__args__", "int | int", "int | None | str", "isinstance(None, int | None)", "issubclass(bool, int | str)", "isinstance(1, int | list[int])", "isinstance([], int | list[int])", "type(int | str)", "list[int] | str | list[int]", "hash(int | str) == hash(str | int)"):
    try:
        r = eval(code, globals() | {"class_of": lambda o: o.__class__ is type(o)})
        print(code, "=", r if not isinstance(r, (types.BuiltinFunctionType, types.MethodDescriptorType)) else type(r).__name__)
    except Exception as e: print(code, "!", type(e).__name__, e)
class D(list[int]): pass
print(D.__bases__, D.__orig_bases__, D.__mro__[1])
class E(Alias[int], dict[str, int]): pass
print(E.__orig_bases__, E[str].__args__, E[str]("k").a, types.get_original_bases(E) == E.__orig_bases__)
def gi(cls, key, more): return 1
G.__class_getitem__ = classmethod(gi)
try: G[1]
except TypeError as e: print(e)
T = list
T.__class_getitem__(int)
try: T.__class_getitem__(int, str)
except TypeError as e: print(e)
try: G[1] = 2
except TypeError as e: print(e)
try: del G[1]
except TypeError as e: print(e)
