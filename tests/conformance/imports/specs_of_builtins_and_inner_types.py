# The module `builtins` says how it was found, as others do, and `types` names the classes that no source can spell.
import builtins
import sys
import types

for module in (builtins, sys):
    print(module.__spec__, module.__loader__, module.__spec__.origin, module.__spec__.has_location, module.__spec__.parent == "")
print([name in vars(builtins) for name in ("__spec__", "__loader__", "__name__")], repr(builtins.__package__))
print(types.CapsuleType, types.CapsuleType.__doc__.split()[0], types.CapsuleType.__module__)
for name in sorted(n for n in vars(types) if n.endswith("Type") or n in ("GenericAlias", "SimpleNamespace")):
    kind = getattr(types, name)
    print(name, kind, kind.__module__, kind.__qualname__)
    if name in ("CapsuleType", "FrameType", "GeneratorType", "NoneType"):
        try:
            print("  ", kind())
        except TypeError as e:
            print("  ", e)


def generator():
    yield


samples = {
    types.FunctionType: generator, types.LambdaType: lambda: 0, types.GeneratorType: generator(), types.CodeType: generator.__code__,
    types.MappingProxyType: vars(int), types.MethodType: types.MethodType(generator, 1), types.BuiltinFunctionType: len,
    types.BuiltinMethodType: [].append, types.WrapperDescriptorType: object.__init__, types.MethodWrapperType: object().__str__,
    types.MethodDescriptorType: str.join, types.ClassMethodDescriptorType: vars(dict)["fromkeys"], types.ModuleType: sys,
    types.GetSetDescriptorType: types.FunctionType.__code__, types.MemberDescriptorType: types.FunctionType.__globals__,
    types.GenericAlias: list[int], types.UnionType: int | str, types.EllipsisType: ..., types.NoneType: None,
    types.NotImplementedType: NotImplemented, types.SimpleNamespace: sys.implementation, types.FrameType: sys._getframe(),
    types.CellType: (lambda x: lambda: x)(1).__closure__[0],
}
for kind, sample in samples.items():
    print(kind.__name__, isinstance(sample, kind))
print(types.__all__ == sorted(types.__all__), "CapsuleType" in types.__all__)
