# What typing gives at run time: NamedTuple, TypedDict, Protocol, cast, hints, overloads.
from typing import (Annotated, Any, ClassVar, Generic, Literal, NamedTuple, Optional, Protocol, TypedDict, TypeVar,
                    Union, cast, get_args, get_origin, get_type_hints, overload, runtime_checkable)


class Point(NamedTuple):
    """A point."""
    x: int
    y: int = 0

    def shifted(self, dx):
        return self._replace(x=self.x + dx)


class Movie(TypedDict, total=False):
    name: str
    year: int


@runtime_checkable
class Closable(Protocol):
    def close(self) -> None: ...


class File:
    def close(self):
        pass


T = TypeVar("T")


class Box(Generic[T]):
    count: ClassVar[int] = 0

    def __init__(self, item: T):
        self.item = item


@overload
def twice(x: int) -> int: ...
@overload
def twice(x: str) -> str: ...
def twice(x):
    return x * 2


p = Point(1)
print(p, p.shifted(5), p == (1, 0), Point._fields, Point._field_defaults, p._asdict(), Point.__doc__)
print(Movie(name="Brazil"), Movie.__required_keys__, sorted(Movie.__optional_keys__))
print(isinstance(File(), Closable), isinstance(5, Closable), twice(2), twice("a"))
print(Box[int], Box[int](5).item, Box.__parameters__, get_type_hints(Box), cast(int, "unchanged"))
print(Optional[int], Union[int, str], int | None, list[dict[str, int]], Literal["a", 1], Annotated[int, "meta"], Any)
print(get_origin(list[int]), get_args(dict[str, int]), get_args(Optional[int]), Optional[int] == int | None)


def f(a: int, b: "str" = "x") -> list[int]: ...


print(get_type_hints(f), f.__annotations__)
for bad in (lambda: list[int](5), lambda: isinstance([], list[int]), lambda: Any(), lambda: p._replace(z=1)):
    try:
        print(bad())
    except (TypeError, ValueError) as e:
        print(e)
