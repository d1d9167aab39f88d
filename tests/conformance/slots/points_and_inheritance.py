# Slots replace the instance dict; a subclass without slots brings it back.
class Point:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y


class Named(Point):
    __slots__ = ("name",)


class Open(Point):
    pass


p = Point(1, 2)
n = Named(3, 4)
n.name = "n"
o = Open(5, 6)
o.extra = True
print(p.x + p.y, n.x, n.name, o.x, o.extra, o.__dict__)
for action in ("p.z = 1", "del p.x", "p.x", "n.other = 2", "p.__dict__", "n.__dict__"):
    try:
        exec(action)
        print("done:", action)
    except AttributeError as e:
        print(action, "->", e)
print(type(Point.x).__name__, Point.x.__name__, Point.__slots__, Named.__slots__)
print(Point.y.__get__(p), Point.y.__set__(p, 9), p.y)
try:
    class Clash:
        __slots__ = ("a",)
        a = 1
except ValueError as e:
    print(e)
try:
    class Both(Named, metaclass=type):
        __slots__ = ()

    class Layout(Both, type("Q", (), {"__slots__": ("q",)})):
        pass
except TypeError as e:
    print(e)
