# Builtin functions as special methods: they are no descriptors, so they get no receiver.
import operator

FUNCTIONS = [len, abs, max, repr, operator.add, str, [].append, int, chr, divmod]


def fails(source):
    return lambda a: exec(source, {"a": a})


OPERATIONS = {
    "__len__": lambda a: len(a),
    "__getitem__": lambda a: a[3],
    "__contains__": lambda a: 3 in a,
    "__add__": lambda a: a + 3,
    "__radd__": lambda a: 3 + a,
    "__neg__": lambda a: -a,
    "__bool__": lambda a: 1 if a else 0,
    "__iter__": lambda a: [x for x in a],
    "__next__": lambda a: next(a),
    "__call__": lambda a: a(4),
    "__hash__": lambda a: hash(a),
    "__eq__": lambda a: a == 3,
    "__lt__": lambda a: a < 3,
    "__enter__": fails("with a: pass"),
    "__index__": lambda a: [1, 2][a],
    "__int__": lambda a: int(a),
    "__float__": lambda a: float(a),
    "__str__": lambda a: str(a),
    "__repr__": lambda a: repr(a),
    "__setitem__": fails("a[1] = 2"),
    "__delitem__": fails("del a[1]"),
    "__getattr__": lambda a: a.zzz,
    "__format__": lambda a: format(a, "x"),
    "__iadd__": fails("a += 1"),
    "__reversed__": lambda a: reversed(a),
    "__abs__": lambda a: abs(a),
    "__round__": lambda a: round(a),
    "__length_hint__": lambda a: operator.length_hint(a),
    "__init__": lambda a: type(a)(5),
}
for name, operation in OPERATIONS.items():
    for function in FUNCTIONS:
        try:
            C = type("C", (), {name: function})
            made = C() if name != "__init__" else C.__new__(C)
            result = operation(made)
        except Exception as e:
            result = type(e).__name__, str(e)
        print(name, function.__name__, str(result).split(" at 0x")[0])
