# Classes derived from property whose constructors take arguments of their own.
class Instance(property):
    """A property that has a value for the class too."""

    def __init__(self, fget=None, fset=None, fdel=None, doc=None, of_class=None):
        self.of_class = of_class
        property.__init__(self, fget=fget, fset=fset, fdel=fdel, doc=doc)

    def __get__(self, instance, owner=None):
        return self.of_class if instance is None else property.__get__(self, instance, owner)


class Unfilled(property):
    def __init__(self, *args, **kwargs):
        self.kept = args, kwargs


class Counted(property):
    made = 0

    def __new__(cls, *args, limit=3, **kwargs):
        cls.made += 1
        made = super().__new__(cls, 'anything', limit, at='all')
        made.limit = limit
        return made

    def __init__(self, fget, limit=3):
        super().__init__(fget)


class User:
    both = Instance(lambda self: self._both, lambda self, value: setattr(self, '_both', value), None, 'Both.', 'of the class')
    empty = Unfilled(1, 2, 3, 4, 5, key=6)

    @Counted
    def counted(self):
        "Counted."
        return 'counted'

    @functools.partial(Counted, limit=5) if (functools := __import__('functools')) else None
    def more(self):
        return 'more'


user = User()
user.both = 3
print(user.both, User.both, User.__dict__['both'].__doc__, user.counted, user.more)
print(User.empty.fget, User.empty.fset, User.empty.fdel, User.empty.__doc__, User.empty.kept)
print(Counted.made, User.counted.limit, User.more.limit, User.counted.__doc__, User.more.__name__)
for attempt in (lambda: user.empty, lambda: setattr(user, 'empty', 1), lambda: property(1, 2, 3, 4, 5), lambda: property(a=1),
                lambda: property(1, fget=2), lambda: property.__new__(property, 1, 2).fget, lambda: property.__new__(),
                lambda: property.__new__(int), lambda: User.counted.setter(print).limit, lambda: property(doc='d').__doc__):
    try:
        print(attempt())
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)
