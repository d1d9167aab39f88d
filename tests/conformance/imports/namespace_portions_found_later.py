# A namespace package looks for new portions when sys.path has grown after it was imported.
import os, sys, tempfile
sys.dont_write_bytecode = True
folder = tempfile.mkdtemp()
os.makedirs(os.path.join(folder, "a", "ns")); os.makedirs(os.path.join(folder, "b", "ns"))
for d, n in (("a", "one"), ("b", "two")):
    with open(os.path.join(folder, d, "ns", n + ".py"), "w") as f: f.write(f"v = {n!r}\n")
sys.path[:0] = [os.path.join(folder, "a")]
import ns.one; print(ns.__file__ if hasattr(ns, "__file__") else "no file", type(ns.__path__).__name__, len(ns.__path__), ns.__spec__.origin, type(ns.__loader__).__name__)
sys.path.append(os.path.join(folder, "b")); import ns.two; print(len(ns.__path__), ns.two.v)
