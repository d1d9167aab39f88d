# What a class did not have when it was asked, the engine itself may put into it later, or take out of it.
class C:
    x: int


def asked(cls, name):
    return [hasattr(cls, name) for _ in range(3)]


print(asked(C, '__annotations_cache__'), asked(C, '__annotate_func__'))
print(C.__annotations__)
print(asked(C, '__annotations_cache__'), C.__annotations_cache__ is C.__annotations__)
C.__annotations__ = {'y': str}
print(C.__annotations__, asked(C, '__annotate_func__'))
del C.__annotations__
print(C.__annotations__, asked(C, '__annotations_cache__'))


class Key:
    """A key whose hash changes while it is in a table."""
    value = 1

    def __hash__(self):
        return self.value


key = Key()
table, members = {key: 'found'}, {key}
print(table.get(key), key in table, key in members)
for value in range(2, 9):
    key.value = value
    print(value, key in members, members <= {key})
key.value = 1
print(table.get(key), key in members)
