# dataclass options in combination: slots, frozen, order, kw_only, weakref_slot, match_args, hash rules, inheritance, InitVar, factories and replacements.
import copy
import dataclasses
import pickle
import weakref
from dataclasses import KW_ONLY, MISSING, FrozenInstanceError, InitVar, asdict, astuple, dataclass, field, fields, is_dataclass, make_dataclass, replace
from typing import ClassVar


@dataclass(slots=True, weakref_slot=True, order=True)
class S:
    a: int
    b: list = field(default_factory=list, compare=False)
    c: str = field(default="c", repr=False, kw_only=True)
    K: ClassVar[int] = 5


@dataclass(frozen=True, kw_only=True)
class F:
    x: int
    y: tuple = (1,)
    def double(self): return self.x * 2


@dataclass
class Base:
    a: int = 1
    _: KW_ONLY
    k: int = 2
    iv: InitVar[int] = 3
    def __post_init__(self, iv): self.got = iv


@dataclass
class Child(Base):
    b: int = 4
    a: int = 10
    def __post_init__(self, iv): super().__post_init__(iv * 2)


@dataclass(eq=False, repr=False, init=False, match_args=False)
class Bare:
    z: int = 1


@dataclass(unsafe_hash=True)
class H:
    v: int
    w: int = field(default=0, hash=False)


s, f = S(1, c="q"), F(x=1)
cases = """
s, S(1) == S(1, [2]), S(1) < S(2), S(1) >= S(1, c="b"), sorted([S(2), S(1)]), s.c, S.__slots__, hasattr(s, "__dict__"), weakref.ref(s)() is s, S.__match_args__, S.K, S(1).b is S(1).b, copy.copy(s), pickle.loads(pickle.dumps(f)), copy.replace(s, a=5), replace(f, x=9), f, hash(f) == hash(F(x=1)), f.double(), F.__match_args__
S()
S(1, 2, 3)
S(1, d=4)
S(1) < 5
hash(S(1))
s.zz
F(1)
F()
replace(f, z=1)
replace(Base(), iv=1) , replace(Base(5), a=6, iv=0).got
replace(Base())
replace(5)
Base(), Base(7).got, Base(iv=9).got, Base(1, k=5), Child(), Child(5, 6), Child(iv=2).got, Child(1, 2, k=3), [x.name for x in fields(Child)], Child.__init__.__annotations__.keys() if 0 else 1, [(x.name, x.kw_only) for x in fields(Base)], Base.iv, hasattr(Base(), "iv")
Base(1, 2)
Bare().z, Bare() == Bare(), repr(Bare())[:20], hasattr(Bare, "__match_args__"), H(1) == H(1), hash(H(1, 2)) == hash(H(1, 3)), H.__hash__ is not None
Bare(5)
asdict(S(1, [F(x=2), {"k": (F(x=3),)}])), astuple(S(1, [F(x=2)])), asdict(f, dict_factory=list), astuple(f, tuple_factory=list), is_dataclass(S), is_dataclass(s), is_dataclass(5), is_dataclass(int)
asdict(5)
asdict(S)
fields(5)
fields(F)[1].default, fields(S)[1].default_factory, fields(S)[0].type, fields(S)[0].default is MISSING, field(default=1).default, field(metadata={"a": 1}).metadata, field().metadata
field(default=1, default_factory=list)
field(5)
make_dataclass("M", ["a", ("b", int), ("c", int, 5)])(1, 2), make_dataclass("M", "ab", frozen=True)(1, 2), make_dataclass("M", [], bases=(F,))(x=1), make_dataclass("M", ["x"], namespace={"f": lambda s: s.x})(3).f()
make_dataclass("M", ["1a"])
make_dataclass("M", ["class"])
make_dataclass("M", ["a", "a"])
make_dataclass("M", [1])
make_dataclass("M", [("a",)])
"""
for source in cases.strip().splitlines():
    try:
        print(source, "->", repr(eval(source)))
    except Exception as e:
        print(source, "->", type(e).__name__, e)
for statement in """f.x = 2
del f.x
f.new = 1
s.new = 1
class X: a: int = 1; b: int
class X: a: list = []
class X: a: set = set()
class X: a: H = H(1)\nprint(X())
class X: a: F = F(x=1)\nprint(X())
class X(F): y: int = 2
class X(Base): pass\nprint(X(1).got)
class X:\n    a: int = field(init=False)\nprint(X.__init__.__code__.co_varnames); X().a
class X:\n    a: int = field(init=False, default=3); b: int = 4\nprint(X(5))
class X:\n    a: KW_ONLY; b: KW_ONLY
class X:\n    a: InitVar[int] = field(default_factory=list)
class X:\n    a: ClassVar[int] = field(default_factory=list)
class X:\n    a: int = field(kw_only=True); b: int = 1; c: int\nprint(X(1, 2, a=3))
class X:\n    a: "int" = 1; b: "ClassVar[int]" = 2; c: "InitVar[int]" = 3\n    def __post_init__(self, c): print("post", c)\nprint(X(), [x.name for x in fields(X)])
class X:\n    a: int\n    def __eq__(self, o): return "mine"\n    def __repr__(self): return "own"\nprint(X(1) == X(2), X(1), X.__hash__)
class X:\n    __slots__ = ("a",)\n    a: int\nprint(X(1))
class X:\n    a: int = 1\n    a = 2\nprint(X())
class X:\n    def f(self): pass\nprint(X(), X() == X())
class X:\n    self: int; cls: int = 2\nprint(X(1))
class X:\n    a: int = field(repr=lambda: 0) if 0 else field(default=property(lambda s: 1)) if 0 else 1\nprint(X())""".splitlines():
    try:
        code = statement.replace("\\n", "\n")
        exec(("@dataclass\n" if code.startswith("class") else "") + code)
        print(statement[:40], "done")
    except Exception as e: print(statement[:40], type(e).__name__, e)
for options in ({"order": True, "eq": False}, {"slots": True}, {"weakref_slot": True}, {"frozen": True, "slots": True}, {"unsafe_hash": True}, {"foo": 1}, {"frozen": True}, {"match_args": False}, {"kw_only": True}, {"order": True}):
    try:
        X = dataclass(**options)(type("X", (), {"__annotations__": {"a": int, "b": int}, "b": 2, "__hash__": (lambda s: 1) if options == {"unsafe_hash": True} else object.__hash__, **({"__lt__": 1} if options == {"order": True} else {})}))
        print(options, X(a=1), X.__hash__ is None)
    except Exception as e: print(options, type(e).__name__, e)
@dataclass
class Node:
    v: int; next: "Node" = None
n = Node(1); n.next = n; print(n, Node(1, Node(2)) == Node(1, Node(2)))
match s:
    case S(1, b): print("matched", b)
match f:
    case F(x=2): print("no")
    case F(x=x, y=(y,)): print(x, y)
