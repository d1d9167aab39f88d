# The module `symtable` shows what the compiler decided about each name: linters and documentation tools read it, and
# every kind of scope has its own rules.
import symtable

SOURCE = '''\
"""doc"""
from __future__ import generator_stop
import os.path as path, sys
limit: int = 3
unset: str

class Account[T: (int, str), *Ts, **P]:
    __secret = 1
    rate: float = 0.5
    if limit:
        late: T
    def __init__(self, owner, *rest, key=limit, **more):
        global created
        created = __class__
        self.__owner = owner
    def total(self): return super().total() + [x * self.rate for x in self.items]
    values = [(lambda: i) for i in range(3)]

def outer(a, /, b: path, *, c=1) -> sys:
    counter = 0
    def inner():
        nonlocal counter
        counter += a
        return (lambda z: z + b)
    gen = (x async for x in a if (found := x))
    squares = {n: [m for m in range(n)] for n in range(3)}
    del b
    try:
        from os import sep as s
    except* OSError as e:
        pass
    match a:
        case {"k": v, **kw}: pass
        case [p, *q] if (w := p): pass
    return inner, locals

async def waiting():
    async with path as p: yield p

type Pair[A, B = int] = tuple[A, B]
def generic[T = str](x: T) -> T: return x
'''


def flags(symbol):
    names = ("referenced", "parameter", "type_parameter", "global", "nonlocal", "declared_global", "local", "annotated",
             "free", "free_class", "imported", "assigned", "comp_iter", "comp_cell", "namespace")
    return " ".join(n for n in names if getattr(symbol, "is_" + n)())


def show(table, depth=0):
    pad = "    " * depth
    print(f"{pad}{table.get_type()} {table.get_name()} line {table.get_lineno()}",
          f"optimized={table.is_optimized()} nested={table.is_nested()} children={table.has_children()}")
    if isinstance(table, symtable.Function):
        print(f"{pad}  parameters {table.get_parameters()} locals {sorted(table.get_locals())}",
              f"frees {sorted(table.get_frees())} globals {sorted(table.get_globals())} nonlocals {table.get_nonlocals()}")
    for symbol in sorted(table.get_symbols(), key=lambda s: s.get_name()):
        print(f"{pad}  {symbol!r}: {flags(symbol)}")
    for child in table.get_children():
        show(child, depth + 1)


top = symtable.symtable(SOURCE, "bank.py", "exec")
show(top)
print(top, top.get_children()[0] is top.get_children()[0], top.lookup("limit") is top.lookup("limit"))
print([n.get_name() for n in top.lookup("outer").get_namespaces()], top.lookup("waiting").get_namespace())

twice = symtable.symtable("def f(): pass\ndef f(x): pass\nclass C:\n  def m(self): pass\n  n = 1", "?", "exec")
for name in ("f", "C", "g"):
    try:
        print(twice.lookup(name).get_namespace())
    except (ValueError, KeyError) as e:
        print(type(e).__name__, e)
show(symtable.symtable("from __future__ import annotations\nx: y\ndef f(a: b) -> c: d: e = 1", "?", "exec"))
show(symtable.symtable("[x for x in y] + f(z := 1)", "?", "eval"))
show(symtable.symtable(b"# coding: latin-1\nn\xe9 = 1", b"name", "single"))
for args in (("x", "?", "func"), (1, "?", "exec"), ("x", "?", 1), ("x", 1, "exec"), ("x y", "bad.py", "exec"),
             ("def f(a, a): pass", "?", "exec"), ("nonlocal x", "?", "exec"), ("x\0", "?", "exec"), ("yield", "?", "eval"),
             ("def f():\n global x\n x: int", "?", "exec"), ("class C[T, T]: pass", "?", "exec")):
    try:
        print(symtable.symtable(*args))
    except Exception as e:
        print(type(e).__name__, e)
