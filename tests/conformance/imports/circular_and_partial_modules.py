# Circular imports: what a half-made module can give, and the words for what it cannot.
import os, sys, tempfile, importlib
folder = tempfile.mkdtemp(); sys.path.insert(0, folder); sys.dont_write_bytecode = True
def write(name, text):
    path = os.path.join(folder, name); os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as f: f.write(text)
    importlib.invalidate_caches()
write("ca.py", "early = 1\nimport cb\nlate = 2\n")
write("cb.py", "import ca\nprint('cb sees', hasattr(ca, 'early'), hasattr(ca, 'late'))\ntry: ca.late\nexcept AttributeError as e: print('no late yet')\n")
import ca; print(ca.late)
write("cc.py", "from cd import y\nx = 1\n"); write("cd.py", "from cc import x\ny = 2\n")
def say(e): return str(e).replace(folder, "F")
for name in ("cc", "cd"):
    try: __import__(name)
    except ImportError as e: print(type(e).__name__, say(e), e.name, say(e.path), e.name_from)
    print(name in sys.modules)
write("p/__init__.py", "from . import m1\nv = 1\n"); write("p/m1.py", "from . import m2\nfrom p import m2 as again\nprint(again is m2)\n"); write("p/m2.py", "import p.m1\nprint('m1' in dir(p))\nimport p.m1 as alias\nprint(alias.__name__)\n")
import p; print(sorted(k for k in vars(p) if not k.startswith("_")))
write("self_import.py", "import self_import\nprint(self_import is __import__('sys').modules[__name__])\nfrom self_import import nothing\n")
try: import self_import
except ImportError as e: print(say(e))
write("fails.py", "print('running fails')\nvalue = 1\nraise ValueError('broken')\n")
for _ in range(2):
    try: import fails
    except ValueError as e: print(e, "fails" in sys.modules)
write("pf/__init__.py", "import pf.sub\n"); write("pf/sub.py", "1 / 0\n")
try: import pf.sub
except ZeroDivisionError as e: print(e, "pf" in sys.modules, "pf.sub" in sys.modules)
write("replaces.py", "import sys\nclass Other: attr = 5\nsys.modules[__name__] = Other()\n")
import replaces; print(type(replaces).__name__, replaces.attr)
from replaces import attr
try: from replaces import missing
except ImportError as e: print(e)
write("names.py", "__all__ = ['a', 'zz']\na = 1\nb = 2\n")
try: exec("from names import *", {})
except AttributeError as e: print(e)
write("names2.py", "__all__ = [1]\n"); write("names4.py", "_p = 1\nq = 2\n__dunder__ = 3\n"); write("names5.py", "def __getattr__(n):\n if n == '__path__': raise AttributeError(n)\n return 'lazy ' + n\n")
for n in ("names2", "names4"):
    ns = {}
    try: exec(f"from {n} import *", ns); print(sorted(k for k in ns if k != "__builtins__"))
    except Exception as e: print(type(e).__name__, e)
from names5 import anything, other as o; print(anything, o)
for line in ("import names.x", "from names import x.y", "import names4.q as z", "from . import x", "from .. import y", "from .a import b", "from names import b1", "import nosuch.deep", "from nosuch import x", "import sys.path", "from sys import pth", "import os.path as op; print(op.__name__ != '')", "from p import m1, m9", "import p.m9", "from p.m1 import nope", "from p.m9 import x", "from __future__ import braces", "from __future__ import nope", "import", "from x import", "from x import (a, b", "from x import (a, b,), c", "from x import a,", "import a as b.c", "from x import *, a", "def f():\n from x import *"):
    try: exec(line, {"__name__": "place"})
    except SyntaxError as e: print(line, "->", e.msg)
    except Exception as e: print(line, "->", type(e).__name__, say(e))
