# A metaclass sees every class statement and can register, check and change it.
class Registry(type):
    classes = {}

    def __new__(mcls, name, bases, namespace, *, tag=None):
        print("new", name, [b.__name__ for b in bases], tag)
        cls = super().__new__(mcls, name, bases, namespace)
        cls.tag = tag or name.lower()
        if bases:
            mcls.classes[cls.tag] = cls
        return cls

    def __init__(cls, name, bases, namespace, **kwargs):
        super().__init__(name, bases, namespace)
        cls.methods = sorted(k for k, v in namespace.items() if callable(v))

    def __call__(cls, *args):
        print("call", cls.__name__, args)
        return super().__call__(*args)

    def __len__(cls):
        return len(cls.methods)

    def __getitem__(cls, tag):
        return Registry.classes[tag]

    def __contains__(cls, tag):
        return tag in Registry.classes


class Shape(metaclass=Registry):
    def area(self):
        return 0


class Square(Shape, tag="sq"):
    def __init__(self, side):
        self.side = side

    def area(self):
        return self.side ** 2


class Dot(Shape):
    pass


print(Shape["sq"](4).area(), Shape["dot"]().area(), "sq" in Shape, "x" in Shape, len(Square))
print(type(Square) is Registry, Square.tag, sorted(Registry.classes))
print(isinstance(Square, type), [c.__name__ for c in type(Square).__mro__])
print(Square.methods, hasattr(Square(1), "classes"))
