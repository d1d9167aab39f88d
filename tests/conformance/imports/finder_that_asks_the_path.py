# A finder in front of the others asks `PathFinder`, also while what reads zip files is looked for.
import importlib.machinery
import os
import sys
import tempfile
import zipfile

asked = []


class Recorder:
    def find_spec(self, name, path=None, target=None):
        spec = importlib.machinery.PathFinder.find_spec(name, path)
        if name.startswith("zipped_"):
            asked.append((name, spec is not None, type(spec.loader).__name__ if spec else None))
        return spec


with tempfile.TemporaryDirectory() as folder:
    archive = os.path.join(folder, "things.zip")
    with zipfile.ZipFile(archive, "w") as out:
        out.writestr("zipped_one.py", "value = 'one'\n")
        out.writestr("zipped_pack/__init__.py", "from . import inner\n")
        out.writestr("zipped_pack/inner.py", "value = __name__\n")
    sys.modules.pop("zipimport", None)
    sys.path_importer_cache.clear()
    sys.path.insert(0, archive)
    sys.meta_path.insert(0, Recorder())
    import zipped_one
    import zipped_pack

    print(zipped_one.value, zipped_pack.inner.value)
    try:
        import zipped_missing
    except ModuleNotFoundError as e:
        print(e)
    for row in asked:
        print(row)
