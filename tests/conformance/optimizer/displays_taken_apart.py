# Unpacking a display where it stands: order of evaluation and hashing, duplicate and odd keywords, tracebacks.
import traceback


def show(x):
    print("show", x, end="; ")
    return x


def take(*args, **kwargs):
    return args, kwargs


class Key:
    def __init__(self, name):
        self.name = name

    def __hash__(self):
        print("hash", self.name, end="; ")
        return hash(self.name)


def calls(a, b):
    print([*[show(1)], show(2)], (*(show(3), a), *[show(4)]), [*(1, 2, 3, 4, 5), a], [*[]], (*(),))
    print(len({*[Key("p")], show("q")}), [*{a}, *"xy"], [*[*[a], b]])
    print(take(*[show(5), a], b, *(show(6),), k=show(7), **{"l": show(8), "m": b}))
    print(take(*(), **{}), take(*[a], **{"k": 1}, **{"l": 2}), take(*"ab", *[b]))
    print(take(**{"a b": 1, "class": 2, "é": 3, "": 4}), "{}{}".format(*(a, b)), take(**{"K": 1, "k": 2}))
    print(max(*[a, b]), any(*[[0, 1]]), dict(**{"x": 1}), int(*("12",), **{"base": 3}))


calls(1, 2)


class Mangled:
    def method(self):
        return take(**{"__private": 1}), take(__private=2)

    def parent(self):
        return super(*[]).__init__, super().__init__


print(Mangled().method(), len(Mangled().parent()))


def twice():
    take(k=show(1), **{"k": show(2)})


def twice_inside():
    return take(**{"k": 1, "k": 2})


def not_a_name():
    take(**{1: 2})


def not_callable(x):
    x(*[show("argument")], **{"k": show("keyword")})


def too_many():
    (lambda a: a)(*[1, 2])


def unexpected():
    (lambda a: a)(*[1], **{"b": 2})


def missing():
    [].append(*[])


def two_lines():
    return take(*[1,
                  2], **{
                      "k": 1 / 0})


print(twice_inside())
for f in (twice, not_a_name, lambda: not_callable(3), too_many, unexpected, missing, two_lines):
    try:
        f()
    except (TypeError, ZeroDivisionError):
        traceback.print_exc()
