# Modules with __getattr__, __dir__, changed __class__ or __dict__: import from, attribute access, dir, and every message for a name that is not there.
import sys, types
def attempt(code, **env):
    try: exec(code, env); print(code, "|", {k: v for k, v in env.items() if isinstance(v, (int, str, list)) and k != "__builtins__"})
    except Exception as e: print(code, "|", type(e).__name__, e, getattr(e, "name", None), getattr(e, "name_from", None))
def module(name, source="", **attrs):
    m = types.ModuleType(name); m.__dict__.update(attrs); exec(source, m.__dict__); sys.modules[name] = m; return m
module("lazy", "log = []\ndef __getattr__(n):\n    log.append(n)\n    if n == 'made': return 'made up'\n    if n == 'boom': raise ValueError('boom')\n    raise AttributeError(f'module lazy lacks {n}')\ndef __dir__(): return ['z', 'a', 'made']\nreal = 1")
module("plain", "real_name = 1")
module("bad_getattr", "__getattr__ = 5"); module("bad_dir", "__dir__ = 5"); module("dir_int", "def __dir__(): return 5"); module("no_name", "del __name__"); module("odd_name", "__name__ = 5")
module("all_list", "__all__ = ['b', '_c']; a = 1; b = 2; _c = 3"); module("all_tuple", "__all__ = ('a',); a = 1"); module("all_str", "__all__ = 'ab'; a = 1; b = 2"); module("all_int", "__all__ = 5"); module("all_bad_item", "__all__ = [5]"); module("all_missing", "__all__ = ['gone']"); module("all_lazy", "__all__ = ['made', 'real']\ndef __getattr__(n): return 'lazy ' + n\nreal = 1"); module("under", "_a = 1; b = 2; __c = 3")
sys.modules["not_a_module"] = types.SimpleNamespace(x=1, __name__="renamed"); sys.modules["an_int"] = 5
for code in ("import lazy; x = lazy.made; y = lazy.real", "from lazy import made, real", "from lazy import gone", "from lazy import boom", "import lazy; lazy.gone", "import lazy; x = dir(lazy)", "import lazy; x = hasattr(lazy, 'gone'); y = getattr(lazy, 'gone', 'default')", "import lazy; x = lazy.log", "from lazy import *; x = sorted(k for k in list(globals()) if k[0] != '_')", "import plain; plain.real_nam", "from plain import real_nam", "from plain import *; from plain import __name__ as n", "import plain; del plain.gone", "import bad_getattr; bad_getattr.x", "from bad_getattr import x", "import bad_dir; dir(bad_dir)", "import dir_int; dir(dir_int)", "import no_name; no_name.x", "from no_name import x", "import odd_name; odd_name.x", "from odd_name import x", "import no_name; x = repr(no_name)", "import odd_name; x = repr(odd_name)", "from all_list import *; x = sorted(k for k in list(globals()) if k != '__builtins__')", "from all_tuple import *", "from all_str import *", "from all_int import *", "from all_bad_item import *", "from all_missing import *", "from all_lazy import *", "from under import *; x = sorted(k for k in list(globals()) if k != '__builtins__')", "import not_a_module as m; x = m.x", "from not_a_module import x", "from not_a_module import y", "from not_a_module import *", "from an_int import real, y", "import an_int.sub", "import plain.sub", "import plain as p, lazy as l; x = p.real_name", "import lazy.made as x"):
    attempt(code)
class Special(types.ModuleType):
    @property
    def computed(self): return "computed " + self.__name__
    def __setattr__(self, n, v):
        if n == "locked": raise AttributeError("locked")
        super().__setattr__(n, v)
    def __call__(self): return "called"
m = module("special", "def f(): return computed"); m.__class__ = Special
attempt("import special; x = special.computed; y = special()"); attempt("import special; special.locked = 1"); attempt("from special import computed"); attempt("import special; special.f()")
for bad in (int, object, type("Slots", (types.ModuleType,), {"__slots__": ("a",)})):
    try: m.__class__ = bad; print("set")
    except TypeError as e: print(e)
for code in ("m.__name__ = 5", "x = repr(m)", "del m.__doc__", "m.__doc__", "m.__spec__ = None; x = repr(m)", "m.__file__ = 'f.py'; m.__name__ = 'n'; x = repr(m)", "m.__loader__ = 'ldr'; del m.__file__; x = repr(m)"): attempt(code, m=m)
for args in ((), (1,), ("n", 2), ("n", "doc", 3), (None,), ("",)):
    try: t = types.ModuleType(*args); print(repr(t), t.__doc__, sorted(t.__dict__))
    except TypeError as e: print(e)
t = types.ModuleType.__new__(types.ModuleType); print(t.__dict__, hasattr(t, "__name__"))
try: print(repr(t)); t.x
except AttributeError as e: print(e)
t.__init__("late", doc="d"); print(t.__name__, t.__doc__, types.ModuleType(name="kw").__name__)
this = sys.modules[__name__]
def __getattr__(name): return "main made " + name
print(this.whatever)
try: whatever
except NameError as e: print(e)
from __main__ import something_else; print(something_else)
del __getattr__
try: this.whatever
except AttributeError as e: print(e)
this.__dict__["with space"] = 1; print(getattr(this, "with space"), vars(this) is globals(), this.__dict__ is globals())
g = globals(); del this.this
print("this" in g, __name__, __spec__, __package__, __doc__, type(__loader__).__name__ != "", type(__builtins__).__name__)
