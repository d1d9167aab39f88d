# All binary operators between values of all built-in types: what is computed, and the words of every refusal. One line for each left operand and operator.
import operator
import warnings

warnings.simplefilter("ignore")
values = {"int": 3, "bool": True, "float": 2.5, "complex": 1j, "str": "ab", "bytes": b"cd", "bytearray": bytearray(b"e"), "list": [1], "tuple": (2,), "dict": {"k": 1}, "set": {1}, "frozenset": frozenset({2}), "range": range(2), "None": None, "Ellipsis": ..., "slice": slice(1), "type": int, "memoryview": memoryview(b"m"), "NotImplemented": NotImplemented, "function": len, "object": object(), "keys": {3: 0}.keys()}
operators = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv, "//": operator.floordiv, "%": operator.mod, "**": operator.pow, "@": operator.matmul, "&": operator.and_, "|": operator.or_, "^": operator.xor, "<<": operator.lshift, ">>": operator.rshift}
inplace = {"+=": operator.iadd, "|=": operator.ior, "-=": operator.isub, "%=": operator.imod, "@=": operator.imatmul}


def fresh(v):
    return type(v)(v) if isinstance(v, (list, dict, set, bytearray)) else v


def shown(f, a, b):
    try:
        r = f(fresh(a), b)
        return f"{type(r).__name__}:{r!r}" if not isinstance(r, (set, frozenset)) else f"{type(r).__name__}:{sorted(r, key=repr)}"
    except Exception as e:
        return f"{type(e).__name__}: {e}"


standard = lambda s, n, a, b: f"TypeError: unsupported operand type(s) for {'** or pow()' if s == '**' else s}: '{type(a).__name__}' and '{type(b).__name__}'"
for table in (operators, inplace):
    for symbol, f in table.items():
        for ln, a in values.items():
            row = []
            for rn, b in values.items():
                r = shown(f, a, b)
                if r != standard(symbol, f, a, b):
                    row.append(f"{rn} -> {r}")
            if row:
                print(ln, symbol, "; ".join(row).replace(repr(values["object"]), "object"))
