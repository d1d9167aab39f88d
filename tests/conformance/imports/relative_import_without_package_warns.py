# Where a relative import starts from: __package__, __spec__, or with a warning __name__.
def t(f):
    try:
        print(repr(f()))
    except BaseException as e:
        print(type(e).__name__, e)

import types
import warnings

spec = types.SimpleNamespace
for given in (
    {"__package__": None, "__spec__": None, "__name__": "__main__"},
    {"__package__": "json", "__spec__": spec(parent="other"), "__name__": "__main__"},
    {"__package__": "json", "__spec__": spec(parent="json")},
    {"__spec__": spec(parent="json")}, {"__spec__": spec(parent=3)}, {"__spec__": spec()}, {"__package__": 3}, {},
    {"__name__": 3}, {"__name__": "json.tool"}, {"__name__": "json", "__path__": []}, {"__package__": ""},
):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        t(lambda: __import__("", given, {}, ("decoder",), 1).__name__)
    print("   ", [(w.category.__name__, str(w.message)) for w in caught])
t(lambda: __import__("", 3, {}, ("decoder",), 1))
t(lambda: __import__("string\0"))
t(lambda: __import__("", level=-1))
