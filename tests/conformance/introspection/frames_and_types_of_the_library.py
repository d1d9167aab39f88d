# The modules types, warnings and contextlib as parts of the language: new_class, DynamicClassAttribute, coroutine, resolve_bases, warning filters and where warnings are said to come from.
import types, warnings, sys, functools
def attempt(what, f):
    try: r = f(); print(what, "=", r if not isinstance(r, type) else r.__name__)
    except Exception as e: print(what, "!", type(e).__name__, e)
class M(type):
    def __prepare__(n, b, **k): return {"prepared": sorted(k)}
    def __new__(m, n, b, d, **k): return super().__new__(m, n, b, d)
    def __init__(c, n, b, d, **k): pass
class Entry:
    def __init__(self, *b): self.b = b
    def __mro_entries__(self, bases): return self.b
attempt("new_class", lambda: types.new_class("N", (), {"metaclass": M, "k": 1}, lambda ns: ns.update(x=1)).prepared); attempt("entries", lambda: types.new_class("N", (Entry(int, M),)).__mro__[1]) ; attempt("entries ok", lambda: (types.new_class("N", (Entry(int),)).__orig_bases__[0].b, types.new_class("N", (Entry(),)).__bases__)); attempt("no name", lambda: types.new_class()); attempt("body fails", lambda: types.new_class("N", (), {}, lambda ns: 1 / 0)); attempt("bad kw", lambda: types.new_class("N", (), {"zz": 1})); attempt("module", lambda: types.new_class("N").__module__)
attempt("prepare", lambda: (lambda m, ns, k: (m.__name__, ns, k))(*types.prepare_class("P", (int,), {"metaclass": M, "a": 1}))); attempt("conflict", lambda: types.prepare_class("P", (M("A", (), {}),), {"metaclass": type("M2", (type,), {})})); attempt("resolve", lambda: types.resolve_bases((int, Entry(str), 5))); attempt("same", lambda: types.resolve_bases(t := (int,)) is t); attempt("bad entries", lambda: types.resolve_bases((type("E", (), {"__mro_entries__": lambda s, b: [int]})(),))); attempt("orig", lambda: types.get_original_bases(types.new_class("N", (list[int],)))); attempt("orig none", lambda: types.get_original_bases(int)); attempt("orig bad", lambda: types.get_original_bases(5))
class D:
    @types.DynamicClassAttribute
    def x(self): return "on instances"
    @x.setter
    def x(self, v): print("set", v)
class DM(type):
    def __getattr__(c, n): return "by the metaclass"
class D2(metaclass=DM): x = D.__dict__["x"]
d = D(); print(d.x); d.x = 5; attempt("class", lambda: D.x); attempt("meta", lambda: D2.x); attempt("delete", lambda: delattr(d, "x")); attempt("doc", lambda: D.__dict__["x"].__doc__); attempt("abstract", lambda: D.__dict__["x"].__isabstractmethod__)
for n in sorted(k for k in types.__all__ if k.endswith("Type") and k != "CapsuleType"): print(n, getattr(types, n).__name__, getattr(types, n).__module__)
for n in ("NoneType", "EllipsisType", "NotImplementedType", "FunctionType", "BuiltinFunctionType", "MethodWrapperType", "CodeType", "CellType", "FrameType", "TracebackType", "GeneratorType", "CoroutineType", "GetSetDescriptorType", "UnionType", "SimpleNamespace", "MappingProxyType"): attempt(n + "()", lambda: (lambda r: r if r in (None, ..., NotImplemented) else type(r).__name__)(getattr(types, n)()))
def cm(): return [(str(w.message), w.category.__name__, w.lineno - base, w.filename.rsplit("/", 1)[-1] == sys._getframe().f_code.co_filename.rsplit("/", 1)[-1]) for w in got]
with warnings.catch_warnings(record=True) as got:
    warnings.simplefilter("always"); base = sys._getframe().f_lineno
    def helper(level): warnings.warn("levelled", stacklevel=level)
    helper(1); helper(2); (lambda: helper(3))(); warnings.warn(UserWarning("instance")); warnings.warn("cat", DeprecationWarning); warnings.warn_explicit("ex", RuntimeWarning, "file.py", 7)
    print(cm()); got.clear()
    helper(100); print([(w.filename, w.lineno) for w in got]); got.clear()
    for bad in (lambda: warnings.warn("m", int), lambda: warnings.warn("m", "c"), lambda: warnings.warn(5), lambda: warnings.simplefilter("nope"), lambda: warnings.simplefilter("error", lineno=-1), lambda: warnings.filterwarnings("error", message=5), lambda: warnings.filterwarnings("error", category=5), lambda: warnings.filterwarnings("x"), lambda: warnings.simplefilter("error", int)): attempt("bad", bad)
    got.clear(); warnings.warn("skipped", skip_file_prefixes=("/nowhere",)); print(len(got))
for action in ("error", "ignore", "always", "all", "default", "module", "once"):
    with warnings.catch_warnings(record=True) as got:
        warnings.resetwarnings(); warnings.simplefilter(action)
        try:
            for i in range(3): warnings.warn("same"); warnings.warn("other" if i else "same")
            r = [str(w.message) for w in got]
        except UserWarning as e: r = repr(e)
        print(action, r)
with warnings.catch_warnings(record=True) as got:
    warnings.resetwarnings(); warnings.filterwarnings("ignore", "a.*b", UserWarning); warnings.filterwarnings("error", category=RuntimeWarning, module="nomodule"); warnings.filterwarnings("ignore", module="__main_"); warnings.filterwarnings("always", "keep", append=True)
    for m, c in (("axb", UserWarning), ("AXB", UserWarning), ("axb", RuntimeWarning), ("keep", UserWarning), ("xab", UserWarning)): warnings.warn(m, c)
    print([str(w.message) for w in got], len(warnings.filters), warnings.filters[0][0], warnings.filters[-1][0])
@warnings.deprecated("use new", category=DeprecationWarning)
def old(): return 1
@warnings.deprecated("class is old", category=None)
class Quiet: pass
@warnings.deprecated("loud", stacklevel=1)
class Loud:
    def __init__(self, a=1): self.a = a
with warnings.catch_warnings(record=True) as got:
    warnings.simplefilter("always"); old(); Quiet(); Loud(2)
    class Another(Loud): pass
    print([(str(w.message), w.category.__name__) for w in got], old.__deprecated__, Loud.__deprecated__, old.__name__)
attempt("deprecated", lambda: warnings.deprecated(5)); attempt("deprecated class", lambda: warnings.deprecated("x")(5))
old_show = warnings.showwarning; warnings.showwarning = lambda m, c, f, l, file=None, line=None: print("shown", m, c.__name__, line)
with warnings.catch_warnings(): warnings.simplefilter("always"); warnings.warn("to my own")
warnings.showwarning = old_show; print(warnings.formatwarning("m", UserWarning, "f.py", 3, "the line"), end=""); print(warnings.formatwarning(UserWarning("m"), UserWarning, "no/file.py", 3), end="")
with warnings.catch_warnings(action="error", category=BytesWarning) as nothing: print(nothing, warnings.filters[0][:3])
try:
    with warnings.catch_warnings() as w, w: pass
except (RuntimeError, AttributeError, TypeError) as e: print(type(e).__name__, e)
c = warnings.catch_warnings(); c.__enter__()
attempt("twice", c.__enter__); c.__exit__(None, None, None); attempt("exit only", lambda: warnings.catch_warnings().__exit__()); print(repr(warnings.catch_warnings(record=True)))
