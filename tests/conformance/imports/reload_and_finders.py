# reload, meta_path finders and loaders written in Python, lazy specs, and what import leaves in a module.
import importlib, importlib.abc, importlib.machinery, importlib.util, os, sys, tempfile, types
sys.dont_write_bytecode = True
class Finder(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name.split(".")[0] not in ("virt", "bad1", "bad2", "bad3"): return None
        print("find", name, path, target and target.__name__)
        if name == "bad3": return 5
        return importlib.machinery.ModuleSpec(name, Loader(), is_package=name == "virt", origin="nowhere", loader_state={"k": 1})
class Loader:
    def create_module(self, spec):
        print("create", spec.name)
        if spec.name == "bad1": return 5
        if spec.name == "virt.sub":
            m = types.ModuleType(spec.name, "made by hand"); return m
    def exec_module(self, module):
        print("exec", module.__name__, sorted(k for k in vars(module)))
        if module.__name__ == "bad2": raise RuntimeError("exec failed")
        module.n = getattr(module, "n", 0) + 1
sys.meta_path.insert(0, Finder())
import virt.sub
print(virt, virt.sub, virt.__spec__.loader_state, virt.sub.__doc__, virt.__path__, virt.__package__, virt.sub.__package__, virt.__spec__.parent, virt.sub.__spec__.parent, virt.__spec__.has_location)
virt.kept = "kept"; print(importlib.reload(virt) is virt, virt.n, virt.kept)
for name in ("bad1", "bad2", "bad3", "virt.nope.deeper"):
    try: print(importlib.import_module(name))
    except Exception as e: print(type(e).__name__, e)
    print(name in sys.modules)
for f in (lambda: importlib.reload("virt"), lambda: importlib.reload(types.ModuleType("unknown")), lambda: importlib.import_module(".sub"), lambda: importlib.import_module(".sub", "virt").__name__, lambda: importlib.import_module("..x", "virt"), lambda: importlib.import_module(""), lambda: importlib.import_module(5), lambda: __import__(""), lambda: __import__("virt.sub").__name__, lambda: __import__("virt.sub", fromlist=["n"]).__name__, lambda: __import__("sub", {"__package__": "virt"}, level=1), lambda: __import__("sub", {"__package__": "virt"}, None, ["n"], 1).__name__, lambda: __import__("x", level=-1), lambda: __import__("x", {}, level=1), lambda: __import__("x", {"__package__": 5}, level=1), lambda: importlib.util.find_spec("virt.sub").name, lambda: importlib.util.find_spec("nosuch"), lambda: importlib.util.find_spec("nosuch.x"), lambda: importlib.util.find_spec(".sub", "virt").name, lambda: importlib.util.resolve_name("..a", "p.q"), lambda: importlib.util.resolve_name("...a", "p.q"), lambda: importlib.util.resolve_name(".a", "")):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
sys.modules["blocked"] = None
try: import blocked
except ImportError as e: print(type(e).__name__, e)
spec = importlib.util.spec_from_loader("made", Loader()); m = importlib.util.module_from_spec(spec); spec.loader.exec_module(m); print(m.n, spec.origin)
class Get(Loader):
    def get_source(self, name): return "x"
print(importlib.util.spec_from_loader("g", Get()).name)
folder = tempfile.mkdtemp(); path = os.path.join(folder, "file mod.py")
with open(path, "w") as f: f.write("value = __name__, __file__[-11:], __spec__.name\n")
spec = importlib.util.spec_from_file_location("any.name", path); m = importlib.util.module_from_spec(spec); spec.loader.exec_module(m); print(m.value, type(spec.loader).__name__, m.__package__, spec.has_location)
lazy = importlib.util.LazyLoader(Loader()); spec = importlib.util.spec_from_loader("lazy", lazy); m = importlib.util.module_from_spec(spec); lazy.exec_module(m); print(type(m).__name__); print(m.n, type(m).__name__)
del sys.meta_path[0]; m = types.ModuleType("m"); print(m, m.__doc__, m.__spec__, sorted(vars(m)))
m.__getattr__ = lambda n: "got " + n; print(m.zz, types.ModuleType("q", "doc").__doc__)
for f in (lambda: types.ModuleType(), lambda: types.ModuleType("x").nope, lambda: delattr(types.ModuleType("x"), "__name__")):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
