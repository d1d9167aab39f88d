import gc, weakref, sys
class A: pass
print(weakref.getweakrefcount(A))
r = []
for i in range(100):
    class B(A):
        x = i
        def m(self): return __class__.x
        @property
        def p(self): return self.m()
    r.append(weakref.ref(B))
    assert B().p == i
print(len(A.__subclasses__()) >= 1)
gc.collect()
print(len(A.__subclasses__()), sum(x() is not None for x in r))
b = B()
w = weakref.ref(B)
del B
gc.collect()
print(w() is not None, type(b).__name__, b.p)
del b
gc.collect(); gc.collect()
print(w(), A.__subclasses__())
import abc
class I(abc.ABC): pass
class R: pass
I.register(R)
print(issubclass(R, I), isinstance(R(), I))
w = weakref.ref(R)
del R
gc.collect()
print(w())
from collections import namedtuple
from dataclasses import dataclass
import enum
ws=[]
for i in range(20):
    P = namedtuple('P','a b'); assert P(1,2).a == 1
    @dataclass
    class D:
        a:int
    assert D(3).a==3 and D(3)==D(3)
    class E(enum.Enum):
        X=1
    assert E.X.value==1
    ws += [weakref.ref(P), weakref.ref(D), weakref.ref(E)]
del P,D,E
gc.collect()
print([w for w in ws if w() is not None])


class Meta(type):
    def __del__(cls):
        print('del', cls.__name__)


class M(metaclass=Meta):
    pass


del M
gc.collect()


# Caches of attributes remember shapes and classes: those of classes that are gone make room.
def read(o):
    return o.value, o.method(), type(o).constant, o.computed


class Base:
    def method(self):
        return super().__repr__() and 'method'


gone = []
for turn in range(40):
    class Derived(Base):
        constant = turn

        def __init__(self):
            self.value = turn

        @property
        def computed(self):
            return __class__.constant + 1

    o = Derived()
    for _ in range(10):
        assert read(o) == (turn, 'method', turn, turn + 1)
    gone.append(weakref.ref(Derived))
    if turn % 7 == 0:
        del o, Derived
        gc.collect()
        print(turn, sum(w() is not None for w in gone))
del o, Derived
gc.collect()
print(sum(w() is not None for w in gone), Base.__subclasses__())

# What a class has is gone with it, and an object of it that lives on keeps it.
class Thing:
    pass


class Owner:
    thing = Thing()
    table = {}

    def __init__(self):
        self.table[self.__class__] = 1


owner = Owner()
w = weakref.ref(Owner.thing)
del Owner
gc.collect()
print(w() is not None, type(owner).table == {type(owner): 1})
del owner
gc.collect()
print(w())

# An object changes its class to one made later, and keeps that one only.
class Old:
    pass


o = Old()
o.x = 1
gc.collect()


class New:
    pass


w, v = weakref.ref(Old), weakref.ref(New)
o.__class__ = New
del Old, New
gc.collect()
print(w(), v() is type(o), o.x)

# Modules come and go.
import types

m = types.ModuleType('m')
exec('class C:\n    def f(self): return C\nvalue = C().f()', m.__dict__)


def of(m):
    return m.value


for _ in range(50):
    of(m)
w = weakref.ref(m.C), weakref.ref(m)
del m
gc.collect()
print([x() for x in w])
