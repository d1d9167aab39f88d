# Zip files on sys.path are imported from, as are folders in them; tracebacks and inspect show their lines.
import os
import sys
import tempfile
import traceback
import zipfile

os.chdir(tempfile.mkdtemp())
with zipfile.ZipFile("app.zip", "w", zipfile.ZIP_DEFLATED) as archive:
    archive.writestr("mod.py", "x = 1\n\n\ndef fail():\n    raise ValueError('in an archive')\n")
    archive.writestr("pkg/__init__.py", "from . import sub\n")
    archive.writestr("pkg/sub.py", "y = 2\n")
    archive.writestr("pkg/data.txt", "some data\n")
    archive.writestr("sub/inner.py", "v = 'inner'\n")
    archive.writestr("ns/leaf.py", "w = 'leaf'\n")
    archive.writestr("bad.py", "x = = 1\n")
    archive.writestr("shadowed.py", "where = 'archive'\n")
os.mkdir("ns")
with open("ns/other.py", "w") as file:
    file.write("w = 'other'\n")
with open("shadowed.py", "w") as file:
    file.write("where = 'folder'\n")
with open("no_archive.zip", "w") as file:
    file.write("nothing of the kind")
sys.path[:0] = ["no_archive.zip", "app.zip", "app.zip/sub", "missing.zip", "."]

import mod
import pkg
import inner
import ns.leaf
import ns.other
import shadowed

print(mod, mod.x, pkg.sub.y, inner.v, ns.leaf.w, ns.other.w, shadowed.where)
print(mod.__file__, mod.__loader__, mod.__spec__)
print(pkg.__path__, pkg.sub.__file__, inner.__file__, [os.path.relpath(p) for p in ns.__path__])
try:
    mod.fail()
except ValueError as e:
    print("".join(traceback.format_exception(e)[2:]))
for name in "bad", "missing", "pkg.missing":
    try:
        __import__(name)
    except (SyntaxError, ImportError) as e:
        print(type(e).__name__, e)

import importlib
import importlib.resources
import importlib.util
import inspect
import pkgutil
import zipimport

print(importlib.util.find_spec("mod").origin, importlib.reload(mod) is mod)
print(inspect.getsource(mod.fail))
print(pkgutil.get_data("pkg", "data.txt"), importlib.resources.files("pkg").joinpath("data.txt").read_text())
print(sorted(m.name for m in pkgutil.iter_modules(["app.zip"])))
print([type(sys.path_importer_cache.get(e)).__name__ for e in ("no_archive.zip", "app.zip", "app.zip/sub")])
for path in "no_archive.zip", "missing.zip", "app.zip/pkg", "app.zip/none":
    try:
        importer = zipimport.zipimporter(path)
        print(importer, importer.find_spec("sub"))
    except ImportError as e:
        print(type(e).__name__, e)
with open("compiled.py", "w") as file:
    file.write("z = 'compiled'\n")
import py_compile

py_compile.compile("compiled.py", "compiled.pyc")
with zipfile.ZipFile("both.zip", "w") as archive:
    for name in "compiled.py", "compiled.pyc":
        archive.write(name)
    archive.write("compiled.pyc", "alone.pyc")
os.remove("compiled.py")
os.remove("compiled.pyc")
sys.path.insert(0, "both.zip")
import alone
import compiled

print(compiled.z, compiled.__file__, alone.__file__, "__builtins__" in vars(alone), "__builtins__" in vars(mod))
del sys.modules["mod"]
os.remove("app.zip")
importlib.invalidate_caches()
try:
    import mod
except ImportError as e:
    print(type(e).__name__, e)
