# A non-data descriptor is hidden by the instance's dict: that is how a lazy attribute caches itself.
class lazy:
    def __init__(self, f):
        self.f = f

    def __get__(self, obj, cls):
        if obj is None:
            return self
        value = obj.__dict__[self.f.__name__] = self.f(obj)
        return value


class Report:
    @lazy
    def rows(self):
        print("computing")
        return [n * n for n in range(5)]

    @property
    def total(self):
        print("summing")
        return sum(self.rows)


r = Report()
print(r.rows, r.rows, r.total, r.total)
del r.rows
print(r.rows)


class Method:
    def __get__(self, obj, cls):
        return lambda *args: (obj is not None, cls.__name__, args)


class C:
    m = Method()


print(C.m(1), C().m(2))
c = C()
c.m = "own"
print(c.m)
print(type(C.__dict__["m"]).__name__, C.__dict__["m"].__get__(None, C)())


def plain(self, x):
    return self, x


print(plain.__get__(5)(6), plain.__get__("s", str).__self__)
