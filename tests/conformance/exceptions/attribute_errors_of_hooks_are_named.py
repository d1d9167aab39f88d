# An AttributeError that __getattr__ raises says which attribute of which object, so that a traceback can suggest one.
import traceback


def show(f):
    try:
        f()
    except AttributeError as e:
        print(e.name, type(e.obj).__name__, traceback.format_exception_only(e))


class NoText:
    __str__ = None
    __repr__ = None


for args in ((), (1,), (NoText(),), (1, NoText()), (0, "bluch"), ("bluch", "x", "y"), ("x",)):

    class A:
        blech = None

        def __getattr__(self, name):
            raise AttributeError(*args)

    show(lambda: A().bluch)
    show(lambda: A().bluch())
    show(lambda: getattr(A(), "bluch"))
    print(hasattr(A(), "bluch"), getattr(A(), "bluch", 5))


class B:
    blech = None

    def __getattr__(self, name):
        raise AttributeError

    @property
    def inner(self):
        raise AttributeError("inner")


class C:
    def __getattribute__(self, name):
        raise AttributeError("all")


class D:
    def __getattr__(self, name):
        raise AttributeError("own", name="given", obj=3)


show(lambda: B().bluch)
show(lambda: B().inner)
show(lambda: C().x)
show(lambda: D().x)
for _ in range(3):
    for owner in (B(), D(), B()):
        show(lambda: owner.bluch)
