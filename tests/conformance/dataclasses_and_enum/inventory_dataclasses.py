# Dataclasses in use: defaults, factories, ordering, frozen, replace, asdict, post-init, kw_only.
from dataclasses import FrozenInstanceError, asdict, astuple, dataclass, field, fields, replace


@dataclass
class Item:
    name: str
    price: float = 1.5
    tags: list[str] = field(default_factory=list)
    total: float = field(init=False, repr=False)

    def __post_init__(self):
        self.total = self.price * 2


@dataclass(order=True, frozen=True)
class Version:
    major: int
    minor: int = 0
    note: str = field(default="", compare=False)


@dataclass(kw_only=True, slots=True)
class Options(object):
    debug: bool = False
    level: int


a, b = Item("a"), Item("b", 2, ["x"])
a.tags.append("own")
print(a, b, a.total, a == Item("a", 1.5, ["own"]), a == b)
print(asdict(b), astuple(a), [f.name for f in fields(Item)])
vs = [Version(1, 2), Version(1), Version(0, 9, "old")]
print(sorted(vs), max(vs), Version(1, 2, "n") == Version(1, 2), len({Version(1, 2), Version(1, 2, "x")}))
print(replace(vs[0], minor=5), Options(level=3), Options.__slots__)
for bad in (lambda: setattr(vs[0], "major", 2), lambda: Item(), lambda: Options(True, 3), lambda: Options(),
            lambda: Version(1) < Item("x")):
    try:
        bad()
    except (TypeError, FrozenInstanceError) as e:
        print(type(e).__name__, e)
try:
    @dataclass
    class Wrong:
        items: list = []
except ValueError as e:
    print(e)
print(Item.__doc__, Item.__match_args__)
