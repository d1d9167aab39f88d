# Constructors called with spread arguments, whatever their __init__ does with the first of its locals.
import collections
import functools


class Space:
    """Takes everything, itself among the rest."""

    def __init__(*args, **kwargs):
        self, args = args[0], args[1:]
        self.held = dict(*args, **kwargs)

    def __repr__(self):
        return f'{type(self).__name__}({self.held})'


class Kept(Space):
    pass


class Rebound:
    def __init__(self, *args, **kwargs):
        first, self = self, [args, kwargs]
        first.args = self


class Enclosed:
    def __init__(self, *args):
        self.ask = lambda: (type(self).__name__, args)


class Made:
    def __new__(cls, *args, **kwargs):
        made = super().__new__(cls)
        made.seen = [len(args)]
        return made

    def __init__(*args, **kwargs):
        args[0].seen.append(kwargs)


class Wrong:
    def __init__(*args):
        return args[0]


class Failing:
    def __init__(*args):
        raise LookupError(len(args))


def call(function, *args, **kwargs):
    return function(*args, **kwargs)


for _ in range(3):
    for args, kwargs in ((), {}), (({'a': 1},), {}), ((), {'b': 2}), (([('c', 3)],), {'d': 4}):
        print(Space(*args, **kwargs), call(Space, *args, **kwargs), Kept(*args, **kwargs), functools.partial(Kept, *args)(**kwargs))
        print(call(Rebound, *args, **kwargs).args, Rebound(*args, **kwargs).args, call(Made, *args, **kwargs).seen)
        print(call(Enclosed, *args).ask(), Enclosed(*args).ask(), type(call(collections.UserDict, *args, **kwargs)).__name__)
        for function in Wrong, Failing, Rebound.__init__:
            try:
                print(call(function, *args))
            except (TypeError, LookupError, AttributeError) as error:
                print(type(error).__name__, error)
print([type(Space(*[], **{})).__name__ for _ in range(40)].count('Space'))
