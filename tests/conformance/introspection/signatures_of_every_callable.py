# inspect.signature of functions, methods, classes, partials, wrappers and builtins; Signature and Parameter made, replaced, compared; binding and its errors.
import inspect, functools, types
from inspect import signature, Signature, Parameter
def f(a, b: int = 1, /, c="x", *args: str, d, e: list[int] = None, **kw) -> float: pass
class Meta(type):
    def __call__(cls, m, *a): return super().__call__(*a)
class WithNew:
    def __new__(cls, n, *, k=1): return object.__new__(cls)
class WithInit:
    def __init__(self, i): pass
class BothNewInit(WithNew):
    def __init__(self, x, y): pass
class Metaed(metaclass=Meta):
    def __init__(self, z): pass
class Plain: pass
class Call:
    def __call__(self, q, r=2): pass
    def meth(self, a): pass
    @classmethod
    def cm(cls, a): pass
    @staticmethod
    def sm(a): pass
    @property
    def p(self): pass
    part = functools.partialmethod(meth, 5)
    cached = functools.lru_cache(meth)
class Sig: __signature__ = Signature([Parameter("given", Parameter.KEYWORD_ONLY)])
class BadSig: __signature__ = 5
@functools.wraps(f)
def wrapped(*a, **k): pass
def text(x, **k):
    try: return str(signature(x, **k))
    except Exception as e: return f"{type(e).__name__}: {str(e).split(' at 0x')[0]}"
for name in "f WithNew WithInit BothNewInit Metaed Plain Call wrapped Sig BadSig len print int str dict type object sorted range Exception".split(): print(name, text(globals().get(name) or getattr(__builtins__, name)))
for x in (Call(), Call().meth, Call.meth, Call.cm, Call().sm, Call().part, Call.part, Call.cached, Call.__dict__["cm"], Call.__dict__["sm"], Call.p, functools.partial(f, 1), functools.partial(f, 1, 2, 3, d=4), functools.partial(f, c=9), functools.partial(f, 1, 2, 3, 4, 5), functools.partial(Call().meth), lambda x, *y: 0, [].append, "".join, list.append, {}.get, 5, None, "s", types.MethodType(f, 1), (lambda: 0).__call__, wrapped.__wrapped__, functools.cache(f), functools.partial(functools.partial(f, 1), 2)): print(text(x).replace("__main__.", ""))
print(text(wrapped, follow_wrapped=False), text(f, eval_str=True), f.__name__)
s = signature(f)
print(list(s.parameters), s.return_annotation, s.empty is Signature.empty is inspect._empty, s == signature(f), hash(s) == hash(signature(f)), s != signature(Plain), repr(s), s.format(max_width=20), s.format(quote_annotation_strings=False) if True else "", sep="\n")
for p in s.parameters.values(): print(repr(p), p.name, p.kind, p.kind.description, p.default if p.default is not p.empty else "empty", p.annotation if p.annotation is not p.empty else "none")
for args, kw in (((1,), {"d": 2}), ((1, 2, 3, 4, 5), {"d": 6, "z": 7}), ((), {}), ((1,), {}), ((1,), {"a": 2, "d": 1}), ((1,), {"b": 5, "d": 1}), ((1, 2, 3), {"c": 4, "d": 1})):
    for how in (s.bind, s.bind_partial):
        try:
            b = how(*args, **kw); print(how.__name__, b.arguments, b.args, b.kwargs)
        except TypeError as e: print(how.__name__, e)
b = s.bind(1, d=2); b.apply_defaults(); print(b.arguments, b.args, b.kwargs, b == s.bind(1, d=2), b.signature is s, repr(b)); b.arguments["c"] = "changed"; print(b.args)
n = signature(lambda a, b: 0)
for a, k in (((1, 2, 3), {}), ((1,), {"c": 1}), ((1,), {"a": 2, "b": 3}), ((), {"b": 1})):
    try: print(n.bind(*a, **k))
    except TypeError as e: print(e)
P = Parameter
for make in (lambda: P("a", P.POSITIONAL_ONLY), lambda: P("1a", P.VAR_POSITIONAL), lambda: P("a", 9), lambda: P("a", P.VAR_KEYWORD, default=1), lambda: P(5, P.KEYWORD_ONLY), lambda: P("class", P.KEYWORD_ONLY), lambda: P("a", P.KEYWORD_ONLY, annotation=int, default=2), lambda: P(".0", P.POSITIONAL_ONLY), lambda: P("a"), lambda: P("a", P.KEYWORD_ONLY).replace(name="b", default=3), lambda: P("a", P.KEYWORD_ONLY) < 1,
             lambda: Signature([P("a", P.KEYWORD_ONLY), P("b", P.POSITIONAL_ONLY)]), lambda: Signature([P("a", P.POSITIONAL_ONLY, default=1), P("b", P.POSITIONAL_ONLY)]), lambda: Signature([P("a", P.KEYWORD_ONLY)] * 2), lambda: Signature([P("a", P.VAR_POSITIONAL), P("b", P.VAR_POSITIONAL)]), lambda: Signature([5]), lambda: Signature(return_annotation=int), lambda: s.replace(parameters=[], return_annotation=s.empty), lambda: Signature.from_callable(len), lambda: Signature([P("a", P.POSITIONAL_ONLY), P("b", P.POSITIONAL_OR_KEYWORD), P("c", P.KEYWORD_ONLY)])):
    try: r = make(); print(type(r).__name__, r)
    except Exception as e: print(type(e).__name__, str(e).split(" at 0x")[0])
print(inspect.getfullargspec(f)); print(inspect.getcallargs(f, 1, d=2)); print(inspect.getattr_static(Call, "cm").__class__.__name__, inspect.getattr_static(Call(), "nope", "default"), [n for n, k, c, o in inspect.classify_class_attrs(Call) if c is Call and k != "data" and n[0] != "_"])
print([n for n, v in inspect.getmembers(Call, inspect.isfunction) if n[0] != "_"], inspect.ismethoddescriptor(list.append), inspect.isdatadescriptor(Call.__dict__["p"]), inspect.isroutine(len), inspect.isbuiltin([].append), inspect.ismethodwrapper([].__len__), inspect.getmro(bool), inspect.unwrap(wrapped) is f, inspect.isabstract(Plain), inspect.getdoc(Call), inspect.cleandoc("  a\n    b\n\n  c"), inspect.getmodulename("/x/y.py"), inspect.iscode(f.__code__))
