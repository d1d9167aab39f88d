"""The `__text_signature__` of what is built in, a line each: `name TAB text`, no text for None, `\\n` for a line's end.

    CPYTHON tests/record_text_signatures.py > SHOWN
    pyopt run tests/record_text_signatures.py > OURS
    python3 tests/record_text_signatures.py SHOWN OURS   writes src/builtins/text_signatures.txt

The table has the names for which `builtins::text_signatures` would derive something else.
"""

import importlib
import sys
from pathlib import Path

MODULES = """
builtins itertools _functools _operator math cmath _collections time sys posix _random _bisect _heapq _struct _io
_weakref gc _abc array zlib binascii unicodedata _contextvars _thread _codecs marshal errno select _signal atexit
_sre _pickle _csv _locale _json _decimal _string _warnings _symtable _asyncio _types _typing _statistics _opcode
""".split()
TABLE = Path(__file__).parent.parent / "src/builtins/text_signatures.txt"


def rows(module):
    """Name and text of the functions and classes of a module, and of what these classes hold themselves."""
    for name, held in vars(module).items():
        if not callable(held) or not hasattr(held, "__text_signature__"):
            continue
        home = getattr(held, "__module__", None) or module.__name__
        path = (held.__qualname__ if home == "builtins" else f"{home}.{held.__qualname__}")
        yield path, held.__text_signature__
        if isinstance(held, type):
            for key in vars(held):
                member = getattr(held, key, None)
                if callable(member) and not isinstance(member, type) and hasattr(member, "__text_signature__"):
                    yield f"{path}.{key}", member.__text_signature__


def show():
    seen = {}
    modules = [importlib.import_module(name) for name in MODULES if importable(name)]
    types = importlib.import_module("types")
    for module in [*modules, types]:
        seen.update(rows(module))
    for name in sorted(seen):
        print(name, (seen[name] or "").replace("\n", "\\n"), sep="\t")


def importable(name):
    try:
        importlib.import_module(name)
    except ImportError:
        return False
    return True


def read(path):
    lines = Path(path).read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines)


def compare(shown, ours):
    shown, ours, table = read(shown), read(ours), read(TABLE)
    # How far an index reaches says the machine, not the function.
    shown = {k: v for k, v in shown.items() if "2147483647" not in v}
    wanted = {k: shown[k] for k in shown if k in table or k in ours and ours[k] != shown[k]}
    TABLE.write_text("".join(f"{k}\t{v}\n" for k, v in sorted(wanted.items())), encoding="utf-8")


if __name__ == "__main__":
    compare(*sys.argv[1:]) if len(sys.argv) > 1 else show()
