# An entry of sys.path that is relative stands for a folder under the current one: what is found there is named from the
# root on, and the warnings of its compilation are shown.
import importlib.util
import os
import sys
import warnings

here = os.path.abspath("imports")
os.chdir(here)


def known(path):
    return os.path.isabs(path), os.path.relpath(path, here)


def again(entry, name="doubtful_module"):
    sys.modules.pop(name, None)
    sys.path.insert(0, entry)
    sys.path_importer_cache.clear()
    try:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            module = __import__(name)
    finally:
        del sys.path[0]
    print(repr(entry), known(module.__file__), known(module.WHERE), known(module.__spec__.origin))
    for warning in caught:
        print("  ", warning.category.__name__, warning.lineno, known(warning.filename), warning.message)


sys.dont_write_bytecode = True
again("relative")
again("./relative")
again("../imports/relative")
os.chdir("relative")
again("")
again(".")
os.chdir("..")
found = importlib.util.find_spec("doubtful_module")
print(type(found.loader).__name__, known(found.origin))
sys.path.insert(0, "")
namespace = __import__("relative")
print([known(entry) for entry in namespace.__path__], known(importlib.util.find_spec("relative.doubtful_module").origin))
with warnings.catch_warnings():
    warnings.simplefilter("error")
    try:
        import relative.doubtful_module
    except SyntaxError as error:
        print(type(error).__name__, error.msg, error.lineno, known(error.filename))
print("relative.doubtful_module" in sys.modules)
