# inspect.getsource, getsourcelines, getcomments and their refusals: nested functions, lambdas, decorated classes, several definitions of one name, code from strings.
import inspect, linecache, types, sys
# a comment above
# of two lines
def plain(a,
          b=1):
    """doc"""
    # inside
    return a

@staticmethod
@(lambda f: f)
def decorated(): return 1

class Outer:
    "the doc"
    x = 1

    class Inner:
        def method(self):
            def nested():
                return lambda: (1,
                                2)
            return nested

    @property
    def prop(self): return 1

    async def co(self):
        pass; x = 1

lam = lambda x: x + 1; other = 5
pair = (lambda: 1, lambda: 2)
long = lambda: [
    1,
]
def twice(): return "first"
first = twice
def twice(): return "second"
if True:
    def conditional():
        return 1
def gen():
    yield 1
    '''text
with unindented lines'''
def one_liner(): return 1; 
def with_continuation(): \
    return 2
def after_blank():

    return 3


# trailing comment
def show(x, f=inspect.getsource):
    try: print(repr(f(x)))
    except Exception as e: print(type(e).__name__, str(e).split(" at 0x")[0])
for x in (plain, decorated, Outer.Inner.method, Outer.Inner().method(), Outer.Inner().method()(), Outer.prop.fget, Outer.co, Outer().co, lam, pair[1], long, first, twice, conditional, gen, gen(), one_liner, with_continuation, after_blank, plain.__code__): show(x)
for x in (plain, decorated, show): show(x, lambda o: inspect.getsourcelines(o)[1]); show(x, inspect.getcomments)
for x in (len, int, 5, None, "s", sys, Outer.prop, object, list.append, types.SimpleNamespace(), types.ModuleType("made")): show(x); show(x, inspect.getfile) if x not in (Outer.prop,) else None
exec("def ghost(): return 1\nclass Ghost: pass"); show(ghost)
src = "def remembered():\n    return 7\nclass Rem:\n    def m(self):\n        return 8\n"
linecache.cache["<mem>"] = (len(src), None, src.splitlines(True), "<mem>")
ns = {"__name__": "nowhere"}; exec(compile(src, "<mem>", "exec"), ns); show(ns["remembered"]); show(ns["Rem"].m); show(ns["Rem"])
print(inspect.getsourcefile(plain) == plain.__code__.co_filename, inspect.getmodule(plain).__name__, inspect.getmodule(ns["remembered"]), inspect.getabsfile(plain) is not None)
print(inspect.getblock(["def f():\n", "    x\n", "\n", "    y\n", "z\n"]), inspect.indentsize("\t  x"), inspect.getdoc(Outer), inspect.getdoc(Outer.Inner), inspect.getdoc(Outer.prop))
def where(): return inspect.currentframe()
fr = where(); print(inspect.getframeinfo(fr, context=1).code_context, inspect.getframeinfo(fr).function, inspect.getframeinfo(fr, 3).index, inspect.isframe(fr), type(inspect.getframeinfo(fr).positions).__name__)
def stack(): return [(f.function, f.code_context and f.code_context[0].strip(), f.index) for f in inspect.stack()[:2]]
print(stack())
def tr():
    try: 1 / 0
    except ZeroDivisionError as e: return inspect.trace()[0].function, inspect.getinnerframes(e.__traceback__)[0].lineno == inspect.trace()[0].lineno
print(tr())
def clos(v):
    def inner(): return v, plain, len, undefined
    return inner
c = inspect.getclosurevars(clos(3)); print(c.nonlocals, sorted(c.globals), sorted(c.builtins), c.unbound)
print(linecache.getline(plain.__code__.co_filename, 1)[:20], repr(linecache.getline(plain.__code__.co_filename, 10 ** 6)), linecache.getlines("/no/such"), linecache.getline("<mem>", 2), repr(linecache.getline(plain.__code__.co_filename, 0)), repr(linecache.getline(plain.__code__.co_filename, -1)))
linecache.checkcache("<mem>"); print("<mem>" in linecache.cache); print(linecache.lazycache("<lazy>", {"__name__": "x", "__loader__": type("L", (), {"get_source": lambda s, n: "lazy line\n"})()}), linecache.getline("<lazy>", 1), linecache.lazycache("", {}), linecache.lazycache("<a>", {}))
