# With the future import annotations are strings, spelled by the unparser.
from __future__ import annotations
def f(a: int | None, b: list[ int ] = [], *c: "quoted", d: x.y(1, k=2)[0:1], **e: lambda q: -q ** 2) -> {"a": (1,), **b}: pass
class C:
    x: undefined[...] = 1
    y: f"{a!r:>{w}} {{}}"
    z: (a if b else not c)
    w: [i for i in j if k]
    u: a < b <= c and (d or e)
    t: (yield_, *rest)
    s: 1e400j + 0x10 - 'it''s'
print(f.__annotations__); print(C.__annotations__)
v: nothing = 1
print(__annotations__)
