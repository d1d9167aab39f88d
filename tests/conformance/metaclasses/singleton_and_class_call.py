# type.__call__ is what makes instances: overriding it makes singletons and pools.
class Singleton(type):
    _instances = {}

    def __call__(cls, *args, **kwargs):
        if cls not in cls._instances:
            cls._instances[cls] = super().__call__(*args, **kwargs)
        return cls._instances[cls]


class Config(metaclass=Singleton):
    def __init__(self, **values):
        print("init", values)
        self.values = values


class Other(metaclass=Singleton):
    pass


print(Config(a=1) is Config(b=2), Config().values, Other() is Other(), Other() is not Config())


class Pooled:
    pool = {}

    def __new__(cls, key):
        if key not in cls.pool:
            print("making", key)
            cls.pool[key] = super().__new__(cls)
        return cls.pool[key]

    def __init__(self, key):
        self.uses = getattr(self, "uses", 0) + 1


print(Pooled("x") is Pooled("x"), Pooled("x").uses, Pooled("y").uses)
Dynamic = type("Dynamic", (Pooled,), {"greet": lambda self: f"hi {self.uses}"})
print(Dynamic("z").greet(), Dynamic.__name__, Dynamic.__module__, Dynamic.__qualname__)


class NotAnInstance:
    def __new__(cls):
        return 42

    def __init__(self):
        print("never called")


print(NotAnInstance())
