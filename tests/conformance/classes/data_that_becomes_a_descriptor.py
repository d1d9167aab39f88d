# Caches of attributes hold data of classes: they must see a value become a descriptor, and every other change.
class Plain:
    pass


class Loud:
    def __get__(self, instance, owner):
        return "from __get__", instance is None


class Meta(type):
    shown = "of the metaclass"


class Holder(metaclass=Meta):
    value = Plain()
    number = 1
    names = ["a"]
    inner = Plain

    @staticmethod
    def static(x):
        return "static", x

    @classmethod
    def of_class(cls, x):
        return cls.__name__, x


class Derived(Holder):
    pass


def look(holder):
    return type(holder.value).__name__, holder.number, holder.names, holder.static(1), holder.of_class(2)


h, d = Holder(), Derived()
for round in range(6):
    for thing in (h, d, Holder, Derived):
        print(look(thing))
    print(Holder.inner is Plain, h.inner is Plain, Holder.shown)
    if round == 0:
        Holder.number = 2
    elif round == 1:
        Holder.value.__class__ = Loud
    elif round == 2:
        Loud.__set__ = lambda self, instance, value: print("set", value)
        h.value = 3
    elif round == 3:
        Derived.static = staticmethod(lambda x: ("other", x))
        Meta.number = property(lambda cls: "by the metaclass")
    elif round == 4:
        del Meta.number
        h.__dict__["static"] = lambda x: ("own", x)

# A static method that is initialized again.
s = staticmethod(lambda: 1)


class Again:
    call = s


def call():
    return Again.call(), Again().call()


for i in range(4):
    print(call())
    if i == 1:
        s.__init__(lambda: 2)

# Subclasses of built-in classes: methods are the class's, unless the object has one itself.
class Items(list):
    def first(self):
        return self[0]


def use(items):
    items.append(3)
    return items.first(), len(items)


one, two = Items([1]), Items([2])
for i in range(3):
    print(use(one), use(two))
two.append = lambda x: print("own append", x)
print(use(one), use(two))
Items.first = lambda self: "replaced"
print(use(one), use(two))

# Named tuples and computed attributes.
from collections import namedtuple

Point = namedtuple("Point", "x y")


class Far(Point):
    y = "shadowed"


def coordinates(p):
    return p.x, p.y


for p in (Point(1, 2), Far(3, 4), Point(5, 6)):
    print(coordinates(p))
Point.x = property(lambda self: "changed")
for p in (Point(1, 2), Far(3, 4)):
    print(coordinates(p))


def code_name(f):
    return f.__code__.co_name, f.__name__


print(code_name(code_name), code_name(coordinates))
code_name.__name__ = "renamed"
print(code_name(code_name))

# Truth and equality of instances, before and after the class learns about them.
def truth(x, y):
    return bool(x), not x, "yes" if x else "no", x == y, x != y, x == x


class Silent:
    pass


a, b = Silent(), Silent()
print(truth(a, b))
Silent.__len__ = lambda self: 0
print(truth(a, b))
Silent.__bool__ = lambda self: True
print(truth(a, b))
Silent.__eq__ = lambda self, other: "equal"
print(truth(a, b))
del Silent.__eq__, Silent.__bool__
print(truth(a, b))
empty = ()
print(empty is tuple(), (lambda *args: args)() is empty, tuple([]) is empty)
