# Data descriptors with __set_name__ validate assignments, one instance per class attribute.
class Field:
    def __set_name__(self, owner, name):
        self.name = name
        self.slot = "_" + name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        return getattr(instance, self.slot, "unset")

    def __set__(self, instance, value):
        setattr(instance, self.slot, self.check(value))

    def __delete__(self, instance):
        try:
            delattr(instance, self.slot)
        except AttributeError:
            raise AttributeError(f"{self.name} is not set") from None


class Positive(Field):
    def check(self, value):
        if value <= 0:
            raise ValueError(f"{self.name} must be positive, got {value}")
        return value


class NonEmpty(Field):
    def check(self, value):
        if not value.strip():
            raise ValueError(f"{self.name} must not be empty")
        return value.strip()


class Product:
    price = Positive()
    name = NonEmpty()

    def __init__(self, name, price):
        self.name, self.price = name, price


p = Product(" tea ", 3)
print(p.name, p.price, sorted(vars(p).items()), type(Product.price).__name__)
for change in (("price", 0), ("name", "  "), ("price", "x")):
    try:
        setattr(p, *change)
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
p.__dict__["price"] = "hidden by the data descriptor"
print(p.price)
del p.price
print(p.price)
try:
    del p.price
except AttributeError as e:
    print(e, e.__suppress_context__)
