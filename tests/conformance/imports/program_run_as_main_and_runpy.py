# runpy.run_path and run_module, __main__'s attributes, and importlib.resources over packages made for the purpose.
import warnings; warnings.simplefilter("ignore")
import sys, os, runpy, importlib, importlib.resources as res, tempfile, types, zipfile, io
with tempfile.TemporaryDirectory() as root:
    def write(path, text, mode="w"):
        path = os.path.join(root, path); os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, mode) as f: f.write(text)
        return path
    p = write("script.py", "import sys\nresult = (__name__, __package__, __spec__, __loader__ is None, __file__.endswith('script.py'), sys.argv[0].endswith('script.py'), given)\ndef f(): return result\nsys.modules['__main__'].seen = 1")
    r = runpy.run_path(p, init_globals={"given": 5}); print(r["result"], "seen" in vars(sys.modules["__main__"]), sorted(k for k in r if k[0] != "_"))
    print(runpy.run_path(p, {"given": 1}, run_name="pkg.named")["result"][:2])
    write("app/__main__.py", "x = (__name__, __package__, 'app' in __file__)\nimport helper\ny = helper.z"); write("app/helper.py", "z = 'helped'")
    r = runpy.run_path(os.path.join(root, "app")); print(r["x"], r["y"], "helper" in sys.modules, root in sys.path); sys.modules.pop("helper", None)
    write("pkg/__init__.py", "log = ['init']"); write("pkg/__main__.py", "from . import log, mod\nr = (__name__, __package__, __spec__.name, log, mod.w)"); write("pkg/mod.py", "w = __name__"); write("pkg/data.txt", "some\ntext\n"); write("pkg/sub/inner.txt", "inner"); write("pkg/bin.dat", b"\x00\xff", "wb"); write("pkg/empty/__init__.py", "")
    sys.path.insert(0, root); importlib.invalidate_caches()
    r = runpy.run_module("pkg"); print(r["r"]); r = runpy.run_module("pkg.mod", run_name="other", alter_sys=True); print(r["w"], r["__spec__"].name)
    for f in (lambda: runpy.run_module("nope_nope"), lambda: runpy.run_module("pkg.nope"), lambda: runpy.run_module("pkg.empty"), lambda: runpy.run_module(".x"), lambda: runpy.run_path(os.path.join(root, "gone.py")), lambda: runpy.run_module("sys"), lambda: runpy.run_path(os.path.join(root, "pkg", "empty"))):
        try: f()
        except Exception as e: print(type(e).__name__, "" if isinstance(e, OSError) else str(e).replace(root, "ROOT").replace("'" + root, "'ROOT"))
    files = res.files("pkg"); print(sorted(x.name for x in files.iterdir() if x.name != "__pycache__"), (files / "data.txt").read_text(), files.joinpath("sub", "inner.txt").read_text(), (files / "bin.dat").read_bytes(), (files / "data.txt").is_file(), (files / "sub").is_dir(), (files / "none").is_file())
    print(res.read_text("pkg", "data.txt"), res.read_binary("pkg", "bin.dat"), res.is_resource("pkg", "data.txt"), res.is_resource("pkg", "sub"), sorted(x for x in res.contents("pkg") if x != "__pycache__"))
    with res.path("pkg", "data.txt") as path: print(path.name, path.exists())
    with res.as_file(files / "data.txt") as path: print(path.name)
    with res.open_text("pkg", "data.txt") as f: print(f.readlines())
    for f in (lambda: res.files("pkg.mod"), lambda: res.read_text("pkg", "gone.txt"), lambda: res.files("nope_nope"), lambda: (files / "gone").read_text(), lambda: res.files(5)):
        try: print(type(f()).__name__)
        except Exception as e: print(type(e).__name__, "" if isinstance(e, OSError) else str(e).replace(root, "ROOT"))
    z = os.path.join(root, "z.zip")
    with zipfile.ZipFile(z, "w") as f: f.writestr("zp/__init__.py", "v = 1"); f.writestr("zp/d.txt", "in zip"); f.writestr("__main__.py", "m = (__name__, __file__.endswith('__main__.py'), __package__)\nimport zp\nv = zp.v"); f.writestr("zp/sub/x.txt", "x"); f.writestr("bad.py", "1 +")
    r = runpy.run_path(z); print(r["m"], r["v"]); sys.modules.pop("zp", None)
    sys.path.insert(0, z); import zp; print(zp.__file__.replace(root, "ROOT"), type(zp.__loader__).__name__, (res.files(zp) / "d.txt").read_text(), sorted(x.name for x in res.files("zp").iterdir()), zp.__path__[0].replace(root, "ROOT"), zp.__spec__.origin == zp.__file__)
    import zipimport; zi = zipimport.zipimporter(z); print(zi.is_package("zp"), zi.get_source("zp"), zi.get_data(os.path.join("zp", "d.txt")), zi.archive == z, zi.find_spec("zp").name, zi.find_spec("none"), zi.get_filename("zp").replace(root, "ROOT"), zi.get_code("zp").co_names)
    for f in (lambda: zi.get_source("none"), lambda: zi.get_data("none"), lambda: zipimport.zipimporter(root), lambda: zipimport.zipimporter(""), lambda: __import__("bad")):
        try: f()
        except Exception as e: print(type(e).__name__, "" if isinstance(e, OSError) else str(e).replace(root, "ROOT"))
    write("ns1/space/a.py", "v = 'a'"); write("ns2/space/b.py", "v = 'b'"); sys.path[:0] = [os.path.join(root, "ns1"), os.path.join(root, "ns2")]; importlib.invalidate_caches()
    import space.a, space.b; print(space.a.v, space.b.v, space.__file__ if hasattr(space, "__file__") else "no file", len(space.__path__), type(space.__loader__).__name__, space.__spec__.origin, [x.replace(root, "ROOT") for x in space.__path__], repr(space).replace(root, "ROOT"))
    write("circ/__init__.py", ""); write("circ/a.py", "from . import b\nfrom .b import x"); write("circ/b.py", "from . import a\nx = 1\nfrom .a import gone"); write("circ/c.py", "from .d import y\nz = 1"); write("circ/d.py", "from .c import z"); write("circ/e.py", "import circ.f\ncirc.f.g"); write("circ/f.py", "import circ.e\ncirc.e.h"); importlib.invalidate_caches()
    for m in ("circ.a", "circ.c", "circ.e"):
        try: importlib.import_module(m)
        except Exception as e: print(type(e).__name__, "" if isinstance(e, OSError) else str(e).replace(root, "ROOT"))
    write("shadow/random.py", "from random import choice"); write("shadow/main.py", "import random"); sys.path.insert(0, os.path.join(root, "shadow")); sys.modules.pop("random", None); importlib.invalidate_caches()
    try: import random
    except Exception as e: print(type(e).__name__, "" if isinstance(e, OSError) else str(e).replace(root, "ROOT"))
    finally: del sys.path[0]; sys.modules.pop("random", None)
