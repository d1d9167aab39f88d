# Generic classes and functions with the syntax of PEP 695, as users write them.
from typing import Callable


class Stack[T]:
    def __init__(self) -> None:
        self.items: list[T] = []

    def push(self, item: T) -> "Stack[T]":
        self.items.append(item)
        return self

    def pop(self) -> T:
        return self.items.pop()


def first[T](items: list[T], default: T | None = None) -> T | None:
    return items[0] if items else default


def compose[A, B, C](f: Callable[[A], B], g: Callable[[B], C]) -> Callable[[A], C]:
    return lambda x: g(f(x))


type Pair[T] = tuple[T, T]
type Names = list[str]

s = Stack[int]().push(1).push(2)
print(s.pop(), first([5, 6]), first([], "none"), compose(str, len)(12345))
print(Stack.__type_params__, Stack[int], first.__type_params__, Names.__value__, Pair.__name__)
print(Pair.__value__, Pair[int], Pair.__type_params__[0].__name__)
print(first.__annotations__["items"], Stack.__orig_bases__, Stack.__parameters__)


class Bounded[K: (int, str), V = bytes]:
    pass


k, v = Bounded.__type_params__
print(k.__constraints__, k.__bound__, v.__default__, Bounded[int, str].__args__)
