# A class body may set `__annotate__` itself: it is bound as an attribute of the class is.
class Bound:
    def __get__(self, instance, owner):
        return ("bound", instance, owner.__name__)


class Both:
    x: int
    __annotate__ = Bound()


class Alone:
    __annotate__ = Bound()


def other(form):
    return {"z": form}


print(sorted(k for k in vars(Both) if "ann" in k), Both.__annotate__, Both.__annotations__)
print(sorted(k for k in vars(Alone) if "ann" in k), Alone.__annotate__)
Alone.__annotate__ = other
print(sorted(k for k in vars(Alone) if "ann" in k), Alone.__annotate__, Alone.__annotations__)


class Static:
    @staticmethod
    def __annotate__(form):
        return {"q": form}


class OfClass:
    @classmethod
    def __annotate__(cls, form):
        return {"q": cls.__name__}


print(Static.__annotate__.__name__, Static.__annotations__, sorted(k for k in vars(Static) if "ann" in k))
print(OfClass.__annotate__.__name__, OfClass.__annotations__)
