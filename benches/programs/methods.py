"""A hierarchy of classes: virtual methods, `super()`, bound methods, class methods."""


class Shape:
    made = 0

    def __init__(self, name):
        self.name = name
        Shape.made += 1

    def area(self):
        return 0

    def describe(self):
        return self.area() + len(self.name)

    @classmethod
    def unit(cls):
        return cls(1)


class Square(Shape):
    def __init__(self, side):
        super().__init__("square")
        self.side = side

    def area(self):
        return self.side * self.side


class Tile(Square):
    def __init__(self, side):
        super().__init__(side)
        self.grout = 1

    def area(self):
        return super().area() + self.grout


class Strip(Shape):
    def __init__(self, width):
        Shape.__init__(self, "strip")
        self.width, self.height = width, 2

    def area(self):
        return self.width * self.height

    def __eq__(self, other):
        return isinstance(other, Strip) and self.width == other.width

    def __hash__(self):
        return hash(self.width)


def main(n):
    result = 0
    for i in range(n):
        shapes = [make(i % 7 + 1) for make in (Square, Tile, Strip, Shape)[:3]] + [Tile.unit()]
        for shape in shapes * 4:
            result += shape.describe()
        describe = shapes[0].describe
        result += describe() + describe()
        result += Strip(i % 5) == shapes[2]
    return result + Shape.made


WORK = 9_000
