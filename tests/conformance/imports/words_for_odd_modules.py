# Modules that take themselves away, or whose __all__ is no sequence, or are asked too early for a name.
import importlib, os, sys, tempfile
folder = tempfile.mkdtemp(); sys.path.insert(0, folder); sys.dont_write_bytecode = True
def write(name, text):
    with open(os.path.join(folder, name), "w") as f: f.write(text)
    importlib.invalidate_caches()
write("removes.py", "import sys\ndel sys.modules[__name__]\n")
try: import removes; print(removes)
except (KeyError, ImportError) as e: print(type(e).__name__, e)
write("names3.py", "__all__ = 5\n")
try: exec("from names3 import *", {})
except Exception as e: print(type(e).__name__, e)
write("ca.py", "import cb\nlate = 2\n")
write("cb.py", "import ca\ntry: ca.late\nexcept AttributeError as e: message = str(e)\n")
import ca, cb
print(cb.message.replace(folder, "F"))
for name in [".", "..", ".x", "..x.y", "x.", "os.", ".."]:
    try:
        __import__(name)
    except Exception as e:
        print(repr(name), type(e).__name__, e)
