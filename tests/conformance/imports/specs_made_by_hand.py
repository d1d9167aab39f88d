# importlib.util and machinery: specs, loaders, lazy modules, relative names, and modules from sources at hand.
import importlib, importlib.util, importlib.machinery, importlib.abc, sys, types
class Loader(importlib.abc.Loader):
    def __repr__(self): return "<Loader>"
    def create_module(self, spec): print("create", spec.name); return None
    def exec_module(self, module): print("exec", module.__name__, module.__spec__.loader is self, module.__package__); module.value = 42
class Finder(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name.startswith("made"): print("find", name, path, target); return importlib.util.spec_from_loader(name, Loader(), is_package=name == "made")
sys.meta_path.insert(0, Finder())
import made, made.sub
print(made.value, made.sub, made.__path__, made.__spec__.parent, made.sub.__spec__.parent, made.__spec__.submodule_search_locations, made.sub.__spec__.has_location)
print(importlib.reload(made) is made)
spec = importlib.machinery.ModuleSpec("x.y", None, origin="o", loader_state=[1], is_package=True)
print(spec, spec.parent, spec.cached, spec == importlib.machinery.ModuleSpec("x.y", None, origin="o"))
m = importlib.util.module_from_spec(importlib.util.find_spec("made.sub")); print(m.__name__, hasattr(m, "value"))
for f in (lambda: importlib.util.resolve_name(".a.b", "p.q"), lambda: importlib.util.resolve_name("..a", "p.q"), lambda: importlib.util.resolve_name("...a", "p.q"), lambda: importlib.util.resolve_name(".a", None), lambda: importlib.util.resolve_name("a", None), lambda: importlib.import_module(".x"), lambda: importlib.import_module(".x", "nopkg"), lambda: importlib.util.find_spec("no.such"), lambda: importlib.util.find_spec("nosuch"), lambda: importlib.reload("made"), lambda: importlib.reload(types.ModuleType("fresh")), lambda: importlib.util.find_spec("json.decoder").name, lambda: importlib.__import__("made", globals(), None, ("sub",)).sub.__name__, lambda: importlib.util.module_from_spec(spec).__path__, lambda: importlib.machinery.SOURCE_SUFFIXES, lambda: importlib.util.cache_from_source("a/b.py").rsplit("/", 1)[0], lambda: importlib.util.source_from_cache("b.pyc"), lambda: importlib.util.decode_source(b"# coding: latin-1\r\nx = '\xe4'\r\n")):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class BadLoader:
    def exec_module(self, module): raise ValueError("in exec")
class Half:
    def create_module(self, spec): return None
for loader in (BadLoader(), Half(), None):
    class F2:
        @staticmethod
        def find_spec(name, path=None, target=None): return importlib.machinery.ModuleSpec(name, loader) if name == "bad" else None
    sys.meta_path.insert(0, F2)
    try: import bad; print(bad)
    except Exception as e: print(type(e).__name__, e, "bad" in sys.modules)
    sys.meta_path.pop(0); sys.modules.pop("bad", None)
