# The TypeErrors of calls in every combination: missing and surplus arguments of each kind, plurals, positional-only names given by keyword, and qualified names.
import warnings; warnings.simplefilter("ignore", SyntaxWarning)
def f0(): pass
def f1(a): pass
def f2(a, b): pass
def f3(a, b, c): pass
def d1(a=1): pass
def d2(a, b=1): pass
def d3(a, b=1, c=2): pass
def k1(*, x): pass
def k2(*, x, y): pass
def k3(*, x, y, z): pass
def kd(a, *, x=1, y): pass
def p1(a, /): pass
def p2(a, b, /, c): pass
def pd(a, b=1, /, *, k=2): pass
def pk(a, /, **kw): return a, kw
def v(*args): return args
def vk(a, *args, k): pass
def kw(**kw): return kw
def longname(first_argument, second_argument, *, keyword_argument): pass
class C:
    def m(self, a): pass
    def nothing(): pass
    @classmethod
    def c(cls, a): pass
    @staticmethod
    def s(a): pass
    def __call__(self, a): pass
    def __init__(self, a=1): pass
    def __getitem__(self, a, b): pass
    class Inner:
        def n(self): pass
        def __new__(cls, q): return object.__new__(cls)
o = C()
lam = lambda x, y=2: x
def outer():
    def inner(a): pass
    return inner
inner = outer()
calls = """f0(1)|f0(1, 2)|f0(x=1)|f0(1, x=2)|f1()|f1(1, 2)|f1(1, 2, 3)|f1(b=1)|f1(1, a=2)|f1(a=1, b=2)|f2()|f2(1)|f2(b=1)|f2(1, 2, 3)|f3()|f3(1)|f3(b=2)|f3(1, 2, 3, 4, 5)|f3(*[], **{})|d1(1, 2)|d1(b=1)|d2()|d2(1, 2, 3)|d3()|d3(1, 2, 3, 4)
k1()|k1(1)|k1(1, x=1)|k1(1, 2)|k1(y=1)|k1(x=1, y=2)|k2()|k2(x=1)|k3()|k3(z=1)|kd()|kd(1)|kd(1, 2)|kd(1, 2, y=3)|kd(1, 2, 3, x=2, y=3)|p1()|p1(a=1)|p1(1, a=2)|p1(1, 2)|p2(1)|p2(1, b=2, c=3)|p2(a=1, b=2, c=3)|p2(1, 2)|p2(1, 2, 3, 4)|pd(a=1)|pd(1, b=2)|pd(1, 2, 3)|pd(1, 2, 3, k=1)|pk(1, a=2)|pk(a=2)
vk()|vk(1)|vk(1, 2, 3)|vk(k=1)|kw(1)|kw(1, 2)|longname()|longname(1)|longname(1, 2)|longname(1, 2, 3)|longname(1, 2, keyword_arg=3)|longname(first_arg=1)|longname(1, second_argment=2, keyword_argument=1)
o.m()|o.m(1, 2)|C.m()|C.m(1)|o.nothing()|C.nothing(1)|C.c()|o.c(1, 2)|C.s()|o.s(1, 2)|o()|o(1, 2)|C(1, 2)|C(b=1)|o[1]|C.Inner()|C.Inner(1, 2)|C.Inner(1).n(2)|lam()|lam(1, 2, 3)|lam(z=1)|inner()|inner(1, 2)
f1(*1)|f1(**1)|f1(*None)|f1(**None)|f1(*[1], *[2])|f1(**{'a': 1}, **{'a': 2})|f1(a=1, **{'a': 2})|f1(**{1: 2})|f1(**[('a', 1)])|kw(**{1: 2})|f2(1, *[2], b=3)|f1(*(i for i in [1, 2]))|f0(**{'': 1})|f0(**{'a b': 1})|f1(1)(2)|f1.x()|(1)()|None()|'f'()|[](1)|f1[0]|{}()|...()|o.m.x()
len()|len(1, 2)|len(x=1)|print(foo=1)|int(1, 2, 3)|int(y=1)|[].append()|[].append(1, 2)|[].append(x=1)|''.join()|{}.get()|{}.update(1, 2)|isinstance(1)|sorted()|sorted([], 1)|sorted([], kee=1)|range()|range(1, 2, 3, 4)|range(stop=1)|object(1)|dict(1, 2)|list(a=1)|tuple(1, 2)|str(1, 2, 3, 4)|max()|max(1)|max(1, key=2)|min([], defalt=1)|zip(1, stric=1)|enumerate()|type('a')()|ord()|''.split(sepp=1)|''.split(1, 2, 3)|(1).to_bytes(lenght=1)|open()|sum()|pow(1)|round()|divmod(1)|super(1, 2, 3)|Exception(a=1)|bytes(1, 2)|slice()|property(1, 2, 3, 4, 5)|map()|map(1)|filter(1)|getattr(1)|setattr(1, 2)|iter()|next()|vars(1, 2)|dir(1, 2)|hash()|id()|memoryview()|frozenset(1, 2)|set(a=1)|float(1, 2)|complex(1, 2, 3)|bool(1, 2)|bool(x=1)|float(x=1)|reversed(x=1)|staticmethod()|classmethod(1, 2)""".replace("\n", "|").split("|")
for c in calls:
    try: print(c, "=", eval(c))
    except TypeError as e: print(c, "!", e)
    except Exception as e: print(c, "!!", type(e).__name__, e)
