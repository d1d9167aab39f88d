# What dataclasses refuse, and the forms of field, replace, asdict, make_dataclass and the options.
import copy, pickle
from dataclasses import *
cases = """
@dataclass\nclass A: x: list = []
@dataclass\nclass A: x: int = 1; y: int
@dataclass\nclass A: x = field()
@dataclass\nclass A: x: int = field(default=1, default_factory=int)
@dataclass(order=True, eq=False)\nclass A: x: int
@dataclass(order=True)\nclass A:\n x: int\n def __lt__(self, o): pass
@dataclass(frozen=True)\nclass A:\n x: int\n def __setattr__(self, k, v): pass
@dataclass(unsafe_hash=True)\nclass A:\n x: int\n def __hash__(self): return 1
@dataclass(frozen=True)\nclass A: x: int\nA(1).x = 2
@dataclass(frozen=True)\nclass A: x: int\ndel A(1).x
@dataclass(frozen=True)\nclass A: x: int\n@dataclass\nclass B(A): y: int
@dataclass\nclass A: x: int\n@dataclass(frozen=True)\nclass B(A): y: int
@dataclass(slots=True)\nclass A: x: int = 5\nprint(A().x, A.__slots__); A().z = 1
@dataclass(slots=True)\nclass A:\n __slots__ = ("x",)\n x: int
@dataclass(weakref_slot=True)\nclass A: x: int
@dataclass\nclass A: x: int\nA()
@dataclass\nclass A: x: int\nA(1, 2)
@dataclass\nclass A: x: int\nA(y=1)
@dataclass(kw_only=True)\nclass A: x: int\nA(1)
@dataclass\nclass A:\n x: int\n _: KW_ONLY\n y: int = 2\n z: int\nprint(A(1, z=3)); A(1, 2)
@dataclass\nclass A:\n _: KW_ONLY\n x: int\n __: KW_ONLY
@dataclass\nclass A: x: int; y: list = field(default_factory=list)\na = A(1); print(a, a.y is A(1).y, replace(a, x=2), asdict(a), astuple(a), a == A(1), A.__match_args__)
@dataclass\nclass A: x: int = field(init=False, default=3)\nprint(A()); replace(A(), x=1)
@dataclass\nclass A: x: InitVar[int]; y: int = 0\nreplace(A(1, 2), y=3)
@dataclass\nclass A:\n x: InitVar[int]\n y: int = 0\n def __post_init__(self, x): self.y += x\nprint(A(1, 2), [f.name for f in fields(A)])
@dataclass\nclass A: x: int = field(repr=False, compare=False)\nprint(A(1), A(1) == A(2))
@dataclass\nclass A: x: int = field(hash=True, metadata={"k": 1})\nprint(fields(A)[0].metadata["k"]); fields(A)[0].metadata["z"] = 1
@dataclass\nclass A: x: int\nhash(A(1))
@dataclass(eq=False)\nclass A: x: int\nprint(A(1) == A(1), hash(A(1)) is not None)
@dataclass(order=True)\nclass A: x: int\nprint(A(1) < A(2), sorted([A(2), A(1)])); A(1) < 5
@dataclass(repr=False)\nclass A: x: int\nprint("object at" in repr(A(1)))
@dataclass\nclass A: x: "A" = None\na = A(); a.x = a; print(a)
@dataclass(init=False)\nclass A: x: int\nA(1)
@dataclass(match_args=False)\nclass A: x: int\nprint(A.__match_args__)
fields(5)
fields(int)
asdict(5)
replace(5)
print(is_dataclass(5), is_dataclass(int))
A = make_dataclass("A", ["x", ("y", int), ("z", int, 5)]); print(A(1, 2), A.__annotations__)
make_dataclass("A", ["x", "x"])
make_dataclass("A", ["1x"])
make_dataclass("A", ["class"])
make_dataclass("A", [(1,)])
make_dataclass("A", [5])
field(5)
field(default=1, init=False, doc="d")
print(field(default=1).default)
@dataclass\nclass A: x: int = field(doc="the x")\nprint(fields(A)[0].doc)
@dataclass\nclass A: "doc"\nprint(A.__doc__)
@dataclass\nclass A: x: int; y: str = "a"\nprint(A.__doc__)
@dataclass\nclass A: x: int\n@dataclass\nclass B(A): x: str = "b"; y: int = 1\nprint(B(), [f.name for f in fields(B)])
@dataclass\nclass A: x: list\na = A([A([1])]); print(asdict(a), astuple(a), asdict(a, dict_factory=list), copy.replace(a, x=1))
dataclass(5)
@dataclass(foo=1)\nclass A: pass
@dataclass()\nclass A: self: int\nprint(A(5))
@dataclass\nclass A:\n x: int\n def __eq__(self, o): return "mine"\nprint(A(1) == A(2))
@dataclass\nclass A: x: int\nmatch A(5):\n case A(y): print(y)
"""
for source in cases.strip().splitlines():
    source = source.replace("\\n", "\n")
    try: exec(source, dict(globals(), __name__="builtins")); print("ok")
    except Exception as e: print(source.splitlines()[-1], "->", type(e).__name__, e)
