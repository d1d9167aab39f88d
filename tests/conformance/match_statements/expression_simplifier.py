# Class patterns by position (__match_args__) and by keyword, nested: an expression simplifier.
from dataclasses import dataclass


@dataclass
class Num:
    value: float


@dataclass
class Var:
    name: str


@dataclass
class Op:
    sign: str
    left: object
    right: object


def simplify(e):
    match e:
        case Op(sign, left, right):
            e = Op(sign, simplify(left), simplify(right))
    match e:
        case Op("+", Num(a), Num(b)):
            return Num(a + b)
        case Op("*", Num(a), Num(b)):
            return Num(a * b)
        case Op("+", Num(0), x) | Op("+", x, Num(0)):
            return x
        case Op("*", Num(0), _) | Op("*", _, Num(0)):
            return Num(0)
        case Op("*", Num(1), x) | Op("*", x, Num(1)):
            return x
        case Op(sign="-", left=Var(name=a), right=Var(name=b)) if a == b:
            return Num(0)
    return e


x, y = Var("x"), Var("y")
print(simplify(Op("+", Num(2), Num(3))))
print(simplify(Op("*", Op("+", Num(0), x), Num(1))))
print(simplify(Op("+", Op("*", y, Num(0)), Op("-", x, x))))
print(simplify(Op("-", x, y)))
print(Op.__match_args__)
