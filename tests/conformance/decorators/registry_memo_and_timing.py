# Decorators as users write them: with arguments, stacked, on classes, keeping metadata.
import functools


def route(path, *, methods=("GET",)):
    def decorate(f):
        for m in methods:
            routes[m, path] = f
        return f
    return decorate


def logged(f):
    @functools.wraps(f)
    def wrapper(*args, **kwargs):
        parts = [repr(a) for a in args] + [f"{k}={v!r}" for k, v in kwargs.items()]
        print(f"{f.__name__}({', '.join(parts)})")
        result = f(*args, **kwargs)
        print("->", result)
        return result
    return wrapper


def repeat(times):
    return lambda f: lambda *a: [f(*a) for _ in range(times)]


def add_repr(cls):
    cls.__repr__ = lambda self: f"<{cls.__name__} {vars(self)}>"
    return cls


routes = {}


@route("/")
def index():
    """The index."""
    return "home"


@route("/save", methods=["POST", "PUT"])
@logged
def save(data, *, force=False):
    """Saves."""
    return len(data) if force else None


@add_repr
class Item:
    def __init__(self, n):
        self.n = n


@repeat(2)
@logged
def pair(x):
    return x, x


print(sorted(routes))
routes["POST", "/save"]("abc", force=True)
print(save.__name__, save.__doc__, save.__wrapped__.__name__, index.__doc__)
print(pair(1), Item(5))


@(lambda f: f.upper())
@lambda f: f.__name__
def shout(): pass


print(shout)
