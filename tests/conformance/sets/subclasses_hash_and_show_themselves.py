# A derived set may be hashable, and shows its own class where it holds itself.
def t(f):
    try:
        print(repr(f()))
    except BaseException as e:
        print(type(e).__name__, e)

for base in (set, frozenset):
    class H(base):
        def __hash__(self):
            return int(id(self) & 0x7FFFFFFF)

        def __eq__(self, other):
            return self is other

    s = H()
    f = set()
    f.add(s)
    print(s in f, H() in f)
    f.remove(s)
    f.add(s)
    f.discard(s)
    print(f)


class Plain(set):
    pass


print(Plain([1]) in {frozenset([1])}, {1} in {frozenset([1])})
t(lambda: {Plain()})
t(lambda: [] in {1})


class Holder:
    def __init__(self, value=None):
        self.value = value

    def __repr__(self):
        return repr(self.value)


class Derived(frozenset):
    pass


for made in (set, frozenset, Plain, Derived):
    holder = Holder()
    holder.value = made([holder])
    print(repr(holder.value))
