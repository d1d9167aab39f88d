# Generated methods, fields, defaults, order, frozen, slots, post-init, inheritance.
from dataclasses import *
@dataclass
class A:
    x: int
    y: list = field(default_factory=list)
    z: str = "z"
    h: int = field(default=0, repr=False, compare=False)
a = A(1); a.y.append(2); print(a, A(1, [2]) == a, A(1).y, a != A(2), fields(A)[1].name, asdict(a), astuple(a), replace(a, x=5), A.__match_args__, is_dataclass(A))
@dataclass(order=True, frozen=True)
class B:
    a: int
    b: float = 1.5
print(B(1) < B(2), sorted([B(3), B(1)]), hash(B(1)) == hash(B(1)), {B(1): 2}[B(1)])
@dataclass(slots=True, kw_only=True)
class C(A):
    q: int = 3
print(C(x=1, q=2), hasattr(C(x=1), "__dict__"))
@dataclass
class D:
    a: int
    _: KW_ONLY
    b: int = 2
    i: InitVar[int] = 7
    cls: "ClassVar[int]" = 1
    def __post_init__(self, i): self.c = self.a + i
from typing import ClassVar
print(D(1, b=5).c, D(1, i=1).c, D(1))
for f in (lambda: A(), lambda: A(1, 2, 3, 4, 5), lambda: setattr(B(1), "a", 2), lambda: delattr(B(1), "a"), lambda: B(1) < 5, lambda: hash(A(1)), lambda: D(1, 2), lambda: replace(a, nope=1), lambda: asdict(5), lambda: C(1), lambda: setattr(C(x=1), "nn", 1), lambda: dataclass(type("X", (), {"__annotations__": {"a": list}, "a": []})), lambda: dataclass(type("X", (), {"__annotations__": {"a": int, "b": int}, "a": 1})), lambda: field(default=1, default_factory=list), lambda: fields(5), lambda: make_dataclass("M", [("p", int), "q"])(1, 2)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
@dataclass
class R:
    r: object = None
r = R(); r.r = r; print(r)
class E(A): pass
print(E(1), E(1) == A(1), A.__init__.__annotations__, D.__doc__ if False else A.__doc__)
