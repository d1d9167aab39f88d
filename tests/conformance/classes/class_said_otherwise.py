# `isinstance` and `__class__` are remembered by what classes say of themselves: until one says something else.
class Plain:
    pass


class Other:
    pass


def asked(value, wanted):
    return [isinstance(value, wanted), value.__class__.__name__, type(value).__name__]


def repeatedly(value, wanted):
    answers = [asked(value, wanted) for _ in range(40)]
    assert all(a == answers[0] for a in answers)
    return answers[0]


plain = Plain()
print(repeatedly(plain, Other), repeatedly(plain, dict), repeatedly(plain, (int, Other, str)))
plain.__class__ = Other
print(repeatedly(plain, Other), repeatedly(plain, Plain))


class Teller:
    __class__ = property(lambda self: dict)


class Quiet:
    pass


class Derived(Quiet):
    pass


derived = Derived()
print(repeatedly(Teller(), dict), repeatedly(Teller(), Plain), repeatedly(Teller(), Teller))
print(repeatedly(derived, dict), repeatedly(derived, list))
Derived.__bases__ = (Teller,)
print(repeatedly(derived, dict), repeatedly(derived, Teller), repeatedly(derived, Quiet))
Derived.__bases__ = (Quiet,)
print(repeatedly(derived, dict), repeatedly(derived, Teller))
try:
    Derived.__class__ = property(lambda self: dict)
except TypeError as error:
    print(error)


class Everything:
    def __getattribute__(self, name):
        return int if name == '__class__' else object.__getattribute__(self, name)


print(repeatedly(Everything(), int), repeatedly(Everything(), str))
Everything.__getattribute__ = lambda self, name: object.__getattribute__(self, name)
print(repeatedly(Everything(), int))
del Everything.__getattribute__
print(repeatedly(Everything(), int))


class Raises:
    @property
    def __class__(self):
        raise KeyError('asked')


try:
    isinstance(Raises(), int)
except KeyError as error:
    print('raised', error)
print(isinstance(Raises(), Raises))
plain = Plain()
plain.__dict__['__class__'] = int
print(repeatedly(plain, int))


# Classes as keys.
class Meta(type):
    def __eq__(cls, other):
        print('asked', cls.__name__)
        return True

    def __hash__(cls):
        return hash(int)


class Equal(metaclass=Meta):
    pass


table = {int: 'int', str: 'str', Plain: 'plain'}


def look(key):
    return [table.get(key), key in table, table[key] if key in table else None]


for key in int, str, Plain, Other, Equal, 'int', type(None):
    print(key if isinstance(key, str) else key.__name__, look(key))


class Same:
    def __init__(self, of):
        self.of = of

    def __hash__(self):
        return hash(self.of)

    def __eq__(self, other):
        print('compared with', other.__name__ if isinstance(other, type) else other)
        return self.of is other


table = {Same(int): 1, Same(str): 2}
print(table.get(int), table.get(str), table.get(list), int in table, float in table)
kinds = {Same(list), dict, 3, 'x', None}
print(list in kinds, dict in kinds, tuple in kinds, type in kinds, frozenset({int, str}) == {str, int})
table[int] = 'own'
print(len(table), sorted(str(v) for v in table.values()))
