# A class derived from one without keywords may take some in its own __init__ or __new__; the builtin constructor lets them pass.
def t(f):
    try:
        print(repr(f()))
    except BaseException as e:
        print(type(e).__name__, e)

for base in (float, list, tuple, frozenset, set, reversed, filter, int, complex, str, bytes, bytearray):
    print(base.__name__)
    given = "1" if base in (int, float, complex) else [1]
    given = (None, [1]) if base is filter else (given,)

    class Derived(base):
        pass

    class Init(base):
        def __init__(self, *args, newarg=None):
            self.newarg = newarg

    class New(base):
        def __new__(cls, *args, newarg=None):
            self = super().__new__(cls, *args)
            self.newarg = newarg
            return self

    t(lambda: base(sequence=()))
    t(lambda: Derived(sequence=()))
    t(lambda: Init(*given, newarg=3).newarg)
    if base is not reversed:
        t(lambda: New(*given, newarg=3).newarg)
