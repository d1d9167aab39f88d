# Cooperative initialization: every class of a diamond runs once, in MRO order.
class Base:
    def __init__(self, **kwargs):
        print("Base", kwargs)

    def describe(self):
        return ["Base"]


class Named(Base):
    def __init__(self, name, **kwargs):
        print("Named")
        super().__init__(**kwargs)
        self.name = name

    def describe(self):
        return ["Named"] + super().describe()


class Sized(Base):
    def __init__(self, size, **kwargs):
        print("Sized")
        super().__init__(**kwargs)
        self.size = size

    def describe(self):
        return ["Sized"] + super().describe()


class Box(Named, Sized):
    def describe(self):
        return ["Box"] + super().describe()


b = Box(name="b", size=3, extra=True)
print(b.describe(), b.name, b.size)
print([c.__name__ for c in Box.__mro__])
print(issubclass(Box, Sized), isinstance(b, Base), Box.__bases__ == (Named, Sized))
print(super(Named, b).describe(), super(Box, Box).describe(b))
b.describe = lambda: "instance"
print(b.describe(), Box.describe(b))
try:
    class Bad(Base, Box):
        pass
except TypeError as e:
    print(str(e).splitlines()[0])
