# Every way to change a namespace counts: update, setdefault, |=, pop, popitem, exec, setattr on the module.
import sys

this = sys.modules[__name__]


def probe():
    return len("four"), str(5), int("6")


def via_update():
    globals().update({"len": lambda x: "update"})
    yield probe()
    globals().pop("len")
    yield probe()


def via_setdefault():
    globals().setdefault("str", lambda x: "setdefault")
    yield probe()
    del globals()["str"]
    yield probe()


def via_exec():
    exec("int = lambda x: 'exec'", globals())
    yield probe()
    exec("del int", globals())
    yield probe()


def via_module():
    setattr(this, "len", lambda x: "setattr")
    yield probe()
    delattr(this, "len")
    yield probe()


def via_union():
    space = globals()
    space |= {"str": lambda x: "union"}
    yield probe()
    space["z"] = None
    space.pop("str")
    space.popitem()
    yield probe()


print(probe())
for way in (via_update, via_setdefault, via_exec, via_module, via_union):
    print(way.__name__, list(way()))
for len in (lambda x: "loop target",):
    print(probe())
del len
import math as int
try:
    print(probe())
except TypeError as e:
    print(e)
del int
print(probe())
