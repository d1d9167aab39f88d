# What typing objects do at run time: repr, equality, subscripts, Protocols.
import typing
from typing import *
print(Optional[int], Union[int, str, None], int | None, List[int], Dict[str, Any], Callable[[int], str], Literal[1, "a"], Tuple[int, ...], list[int], type[int], Annotated[int, "m"], Final[int], Any, ClassVar[int])
print(Optional[int] == int | None, list[int] == list[int], Union[int, int], Union[int, Union[str, int]], get_origin(list[int]), get_args(dict[str, int]), int | str | int, isinstance(1, int | str), list[int](), (int | None).__args__, hash(int | str) == hash(str | int))
@runtime_checkable
class P(Protocol):
    def close(self) -> None: ...
class Q:
    def close(self): pass
print(isinstance(Q(), P), isinstance(5, P), issubclass(Q, P))
class N(NamedTuple):
    a: int
    b: str = "d"
class TD(TypedDict, total=False):
    k: int
print(N(1), N(1)._asdict(), TD(k=1), TD.__total__, TD.__optional_keys__, NewType("U", int)(5), cast(str, 5), N.__annotations__)
@overload
def f(a: int) -> int: ...
@overload
def f(a: str) -> str: ...
def f(a): return a
print(f(1), TYPE_CHECKING, get_overloads(f).__len__(), final(Q) is Q, no_type_check(f) is f)
for g in (lambda: Optional[1, 2], lambda: Union[()], lambda: List[int, str], lambda: isinstance(1, list[int]), lambda: isinstance([], List[int]), lambda: int | 5, lambda: Literal[1]() , lambda: int[str], lambda: TypeVar("T", int), lambda: list[int] | 5, lambda: assert_never(5), lambda: Callable[int, str], lambda: issubclass(int, int | 5)):
    try: print(g())
    except Exception as e: print(type(e).__name__, e)
T = TypeVar("T"); print(T, Generic[T], List[T][int], reveal_type.__name__, assert_type(5, int))
