# Packages, relative imports, __init__, circular imports, submodule attributes, reload.
import sys
import pkg
print(pkg.__name__, pkg.__package__, pkg.VALUE, hasattr(pkg, "late"), sorted(n for n in sys.modules if n.startswith("pkg")))
import pkg.late
import pkg.sub.leaf as leaf
from pkg import VALUE as v, other
from pkg.sub import *
from pkg.sub.leaf import up, pkg_name
print(pkg.late.X, leaf.__name__, leaf.__package__, v, other.NAME, up(), pkg_name, public, "_private" in globals(), "hidden" in globals(), leaf.__spec__.name, leaf.__spec__.parent)
import pkg.circ_a
print(pkg.circ_a.b_saw, pkg.circ_b.late())
import importlib
before = pkg.late.X; pkg.late.X = "changed"; importlib.reload(pkg.late); print(pkg.late.X == before, importlib.import_module(".late", "pkg") is pkg.late)
for code in ("import pkg.nothing", "import nothing_at_all", "from pkg import nothing", "from . import x", "from .pkg import x", "import pkg.broken", "from pkg.late import Y", "from pkg.late import Xx", "import pkg.late.deeper", "from pkg.circ_a import missing"):
    try: exec(code)
    except Exception as e: print(code, "->", type(e).__name__, str(e).replace(__import__("os").getcwd() + "/", ""), getattr(e, "name", None))
print("pkg.broken" in sys.modules, __name__, __package__, __spec__, "packages_beside_program." in __file__)
print(__import__("pkg.sub.leaf").__name__, __import__("pkg.sub.leaf", fromlist=["up"]).__name__, pkg.dynamic_thing, sys.modules["pkg.sub"].__path__[0].endswith("pkg/sub"))
import pkg.runner
def inside():
    import pkg.late as l, sys as s
    from pkg import sub
    return sorted(locals())
print(inside())
for src in ("from x import *, y", "from x import (a, b,)", "from x import a,", "import a.b as c.d", "def f():\n from x import *", "from x import ()", "import a as b.c", "from .. import *", "from . .. a import b", "import", "from x import", "from __future__ import braces", "from __future__ import nope", "x = 1\nfrom __future__ import annotations", "import (a)"):
    try: compile(src, "<t>", "exec"); print("ok", src.replace("\n", "|"))
    except SyntaxError as e: print(src.replace("\n", "|"), "->", e.msg)
