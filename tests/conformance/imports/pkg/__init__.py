VALUE = 1
from . import other


def __getattr__(name):
    if name.startswith("dynamic"):
        return "made " + name
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
