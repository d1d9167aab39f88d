# What a function reads again and again is a global or builtin that does not change, until it does.
import builtins
import gc
import sys
import weakref

X = 1


def read():
    return X


print([read() for _ in range(5)])
for value in 2, "two", None, 2.5, [2], len, int, sys:
    X = value
    print([read() for _ in range(3)])
del X
for _ in range(2):
    try:
        read()
    except NameError as e:
        print(e)
globals()["X"] = 3
print(read())
globals().update(X=4)
print(read())
exec("X = 5")
print(read())


# A builtin, hidden by a global and seen again.
def size():
    return len("abc")


print([size() for _ in range(20)][-1])
len = lambda s: 42
print(size())
del len
print(size())
own = builtins.len
builtins.len = lambda s: 7
print(size())
builtins.len = own
print(size())
globals()["len"] = max
print(size())
del globals()["len"]
print(size())


# What dies with its name.
class Held:
    pass


def made():
    return Held()


def helper():
    return 1


def helped():
    return helper()


for _ in range(20):
    made(), helped()
seen = weakref.ref(Held), weakref.ref(helper)
del Held, helper
gc.collect()
print([w() for w in seen])
for function in made, helped:
    try:
        function()
    except NameError as e:
        print(e)


# A key that is no str but equals one.
class Key(str):
    def __hash__(self):
        return hash("sum")

    def __eq__(self, other):
        return other == "sum"


def total():
    return sum([1, 2])


print([total() for _ in range(20)][-1])
globals()[Key("sum")] = lambda items: 99
print(total())

# Namespaces of their own.
for n in range(3):
    space = {"n": n}
    exec("def get(): return n, abs(-1)\nfor _ in range(9): get()", space)
    before = space["get"]()
    space["n"] = "other"
    space["abs"] = lambda v: "none"
    between = space["get"]()
    get = space.pop("get")
    del space["abs"]
    print(before, between, get())
    space.clear()
    try:
        get()
    except NameError as e:
        print(e)


# A counter changes at each call.
count = 0


def counted():
    global count
    count += 1
    return count


print([counted() for _ in range(30)][-1])
