"""Record the docstrings of CPython's built-in functions, types and methods for `src/builtins/docs.txt`.

    CPYTHON3.14 tests/record_docs.py > src/builtins/docs.txt

Each entry is a line `= NAME`, the doc's lines, and an empty line; NAME is `module.qualname`, without `builtins.`.
"""

import collections
import importlib
import types

MODULES = """builtins sys math cmath itertools _functools _operator _collections gc time array _struct _weakref atexit
binascii zlib _json _heapq _bisect _csv marshal unicodedata _random _io errno""".split()


def some_types():
    """Types that no module names, by a value of each."""
    def generate():
        yield

    async def agenerate():
        yield

    async def coroutine():
        pass

    made = coroutine()
    values = [
        iter([]), reversed([]), iter(()), iter({}), iter({}.values()), iter({}.items()), reversed({}), reversed({}.values()),
        reversed({}.items()), {}.keys(), {}.values(), {}.items(), generate(), generate, agenerate(), made, made.__await__(),
        len, [].append, int.__add__, (1).__add__, str.join, dict.__dict__["fromkeys"], types, iter(range(1)), iter(range(2**80)),
        iter(""), iter("é"), iter(b""), iter(bytearray()), iter(memoryview(b"")), iter(set()), iter(int, 1),
        types.MappingProxyType({}), types.SimpleNamespace(), list[int], int | str, types.CellType(1), generate.__code__,
        types.FunctionType.__globals__, types.FunctionType.__code__, None, ..., NotImplemented, types.MethodType(len, 1),
        types.TracebackType, types.FrameType,
    ]
    made.close()
    return [value if isinstance(value, type) else type(value) for value in values]


def named(module, name):
    return name if module in ("builtins", "types") else f"{module}.{name}"


def entries():
    classes = some_types()
    public = {name.lstrip("_") for name in MODULES} | set(MODULES)
    for module_name in MODULES:
        module = importlib.import_module(module_name)
        for name, value in vars(module).items():
            if isinstance(value, type):
                classes.append(value)
            elif isinstance(value, types.BuiltinFunctionType):
                yield named(value.__module__ or module_name, name), value.__doc__
    for cls in classes:
        if cls.__flags__ & (1 << 9) and cls.__module__ not in public:
            continue  # made by Python code
        key = named(cls.__module__, cls.__qualname__)
        yield key, cls.__doc__
        for name, value in vars(cls).items():
            if callable(value) or hasattr(value, "__get__"):
                yield f"{key}.{name}", getattr(value, "__doc__", None)


docs = {name: doc for name, doc in entries() if isinstance(doc, str) and doc.strip()}
for name in sorted(docs):
    assert not any(line.startswith("= ") for line in docs[name].split("\n")), name
    print(f"= {name}\n{docs[name]}\n")
