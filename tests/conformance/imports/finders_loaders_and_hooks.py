# Importing through one's own finders, loaders and path hooks: what they are asked in which order, what they may answer wrongly, and what is left behind after a failure.
import sys, importlib, importlib.abc, importlib.machinery, importlib.util, types
log = []
SOURCES = {}
class Loader(importlib.abc.Loader):
    def __init__(self, how): self.how = how
    def create_module(self, spec):
        log.append(f"create {spec.name}")
        if self.how == "own module": m = types.ModuleType("other name"); m.own = True; return m
        if self.how == "bad create": raise ImportError("no create")
    def exec_module(self, module):
        log.append(f"exec {module.__name__} {module.__spec__.name in sys.modules}")
        exec(SOURCES.get(module.__spec__.name, "x = 1"), module.__dict__)
    def __repr__(self): return f"<Loader {self.how}>"
class Old:
    def load_module(self, name): log.append("load_module"); m = sys.modules[name] = types.ModuleType(name); m.old = 1; return m
class NoExec:
    def create_module(self, spec): return None
class Finder:
    def find_spec(self, name, path, target=None):
        log.append(f"find {name} {path if path is None else list(path)} {target and target.__name__}")
        if not name.startswith("zz"): return None
        how = name.split("_", 1)[1].split(".")[-1].replace("_", " ") if "_" in name else "plain"
        if how == "nothing": return None
        if how == "raises": raise RuntimeError("finder")
        if how == "not a spec": return 5
        loader = {"old": Old(), "no exec": NoExec(), "no loader": None}.get(how, Loader(how)) if how in ("old", "no exec", "no loader") else Loader(how)
        return importlib.machinery.ModuleSpec(name, loader, is_package="pack" in name.rpartition(".")[2], origin="<made>")
sys.meta_path.insert(0, Finder())
def imp(code):
    try: exec(code, ns := {}); r = {k: v for k, v in ns.items() if isinstance(v, (int, str))}
    except BaseException as e: r = f"{type(e).__name__}: {e} {getattr(e, 'name', '')} {getattr(e, 'path', '')}"
    print(code, "|", r, "|", [x for x in log if "zz" in x or "load" in x], [m for m in sys.modules if m.startswith("zz")])
    log.clear()
    for m in [m for m in sys.modules if m.startswith("zz")]: del sys.modules[m]
SOURCES["zz_error"] = "y = 1\n1 / 0"
SOURCES["zz_syntax"] = "x ="
SOURCES["zz_gone"] = "import sys; del sys.modules[__name__]"
SOURCES["zz_replaces"] = "import sys, types; sys.modules[__name__] = types.SimpleNamespace(replaced=1)"
SOURCES["zz_none"] = "import sys; sys.modules[__name__] = None"
SOURCES["zz_exit"] = "raise SystemExit(3)"
SOURCES["zz_pack.sub"] = "from . import *\nfrom .. import nope"
SOURCES["zz_pack"] = "__all__ = ['sub', 'other']; v = 1\ndef __getattr__(n):\n    if n == 'lazy': return 'made'\n    raise AttributeError(f'pack has no {n}')"
SOURCES["zz_allbad"] = "__all__ = ['missing']"
SOURCES["zz_self"] = "import zz_self; a = zz_self.__name__; from zz_self import __name__ as b"
for code in ("import zz; x = zz.x", "import zz_own_module as m; own = m.own; n = m.__name__; s = m.__spec__.name", "import zz_bad_create", "import zz_nothing", "import zz_raises", "import zz_not_a_spec", "import zz_old as m; v = m.old; l = m.__spec__.name", "import zz_no_exec", "import zz_no_loader as m; p = str(m.__spec__.loader)", "import zz_error", "import zz_syntax", "import zz_gone", "import zz_replaces as m; r = m.replaced", "import zz_none", "import zz_exit", "import zz.sub", "import zz_pack.other as o; n = o.__package__", "import zz_pack.sub", "from zz_pack import other as o; n = o.__name__", "from zz_pack import lazy", "from zz_pack import nothing", "from zz_pack import *; n = other.__name__", "from zz_allbad import *", "import zz_self; a = zz_self.a", "from zz_pack.nothing import x", "import zz_pack.nothing.deeper", "from zz_pack import v as a, v as b", "import zz_pack.other, zz; n = zz_pack.other.x", "import zz_pack.raises", "__import__('')", "__import__('zz', level=1)", "__import__('zz', {'__package__': 'qq'}, level=1)", "__import__('zz', level=-1)", "__import__(5)", "m = __import__('zz_pack.other').__name__", "m = __import__('zz_pack.other', fromlist=['x']).__name__", "__import__('zz_pack', fromlist=[5])", "__import__('zz_pack', fromlist=['*', 'other'])", "__import__('.zz')", "import importlib; m = importlib.import_module('.other', 'zz_pack').__name__", "import importlib; importlib.import_module('.x')", "import importlib; importlib.import_module('...x', 'zz_pack')"):
    imp(code)
sys.modules["zz_blocked"] = None
imp("import zz_blocked")
sys.modules["zz_blocked"] = None; imp("from zz_blocked import x")
spec = importlib.util.spec_from_loader("zz_made", Loader("made")); m = importlib.util.module_from_spec(spec); spec.loader.exec_module(m); print(m.x, m, spec, "zz_made" in sys.modules, m.__spec__ is spec)
for f in (lambda: importlib.reload(m), lambda: importlib.reload(5), lambda: importlib.util.find_spec("zz_nothing"), lambda: importlib.util.find_spec("zz_pack.other").name, lambda: importlib.util.find_spec(".x"), lambda: importlib.util.find_spec("zz.q"), lambda: importlib.util.resolve_name("..a", "b.c"), lambda: importlib.util.resolve_name("...a", "b.c"), lambda: importlib.util.resolve_name(".a", ""), lambda: importlib.machinery.ModuleSpec("a.b", None).parent, lambda: importlib.machinery.ModuleSpec("a.b", None, is_package=True).submodule_search_locations, lambda: importlib.machinery.ModuleSpec("a", None) == importlib.machinery.ModuleSpec("a", None), lambda: importlib.machinery.ModuleSpec("a", None, origin="o").has_location, lambda: importlib.util.module_from_spec(importlib.machinery.ModuleSpec("a", None)), lambda: importlib.util.module_from_spec(5)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
log.clear(); hooks = []
class PathFinder:
    def __init__(self, entry): self.entry = entry
    def find_spec(self, name, target=None):
        hooks.append(f"asked {self.entry} for {name}")
        if name == "hooked": return importlib.util.spec_from_loader(name, Loader("hooked"))
def hook(entry):
    if not entry.startswith("made:"): raise ImportError
    hooks.append("hook " + entry); return PathFinder(entry)
sys.path_hooks.insert(0, hook); sys.path[:0] = ["made:one", "made:two", 5, b"bytes"]
import hooked
try: import never_there
except ImportError as e: print(e)
print(hooks, sorted(k for k in sys.path_importer_cache if str(k).startswith("made")), hooked.x)
del sys.path[:4], sys.path_hooks[0]
finders = sys.meta_path[:]; sys.meta_path[:] = [finders[0]]
try: import never_there
except ImportError as e: print(e)
sys.meta_path[:] = finders
sys.meta_path[0] = object()
try: import never_there2
except Exception as e: print(type(e).__name__, str(e).split(" at 0x")[0])
del sys.meta_path[0]
