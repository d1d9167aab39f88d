"""Errors as control flow: raised and caught near and far, `finally`, context managers, `else`."""


class Rejected(ValueError):
    def __init__(self, value, reason):
        super().__init__(value, reason)
        self.value = value


class Scope:
    depth = 0

    def __enter__(self):
        Scope.depth += 1
        return self

    def __exit__(self, kind, error, traceback):
        Scope.depth -= 1
        return kind is KeyError


def check(value):
    if value % 3 == 0:
        raise Rejected(value, "a multiple of three")
    return value


def through(depth, value):
    return check(value) if depth == 0 else through(depth - 1, value)


def main(n):
    table = {i: i * i for i in range(50)}
    result = 0
    for i in range(n):
        try:
            result += through(i % 5, i)
        except Rejected as rejected:
            result -= rejected.value
        else:
            result += 1
        finally:
            result ^= 1
        with Scope():
            result += table[i % 60]
        try:
            result += int("7x" if i % 11 == 0 else "7")
        except (TypeError, ValueError):
            result += 2
    return result, Scope.depth


WORK = 60_000
