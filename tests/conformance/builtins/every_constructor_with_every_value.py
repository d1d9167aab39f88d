# Each built-in constructor called with a value of each type: what it makes of it, or how it refuses.
import warnings

warnings.simplefilter("ignore")
values = {"nothing": (), "int": (3,), "bool": (True,), "neg": (-1,), "float": (2.5,), "nan": (float("nan"),), "complex": (1j,), "str": ("a",), "digits": ("1",), "empty": ("",), "bytes": (b"12",), "bytearray": (bytearray(b"3"),), "view": (memoryview(b"45"),), "list": ([1, 2],), "pairs": ([(1, 2)],), "strs": (["ab"],), "tuple": ((3,),), "dict": ({"k": 1},), "set": ({7},), "frozenset": (frozenset({8}),), "range": (range(2),), "None": (None,), "Ellipsis": (...,), "slice": (slice(1),), "type": (int,), "gen": None, "two ints": (1, 2), "str int": ("11", 2), "str str": ("a", "ascii"), "bytes str": (b"a", "ascii"), "three": (1, 2, 3)}
makers = [int, float, complex, bool, str, bytes, bytearray, list, tuple, dict, set, frozenset, range, slice, memoryview, enumerate, zip, map, filter, reversed, iter, type(None), type(...), object, type, property, staticmethod, classmethod, super, chr, ord, hex, len, sum, min, sorted, round, divmod, pow, abs, hash, ascii, callable, format, any, next, isinstance, getattr, hasattr, vars, dir]
for maker in makers:
    row = []
    for name, args in values.items():
        try:
            if name == "gen": r = maker(x for x in [(1, 2), (3, 4)])
            else: r = maker(*args)
            if maker in (zip, map, enumerate, reversed, iter, filter): r = list(r)
            if maker is dir: r = type(r).__name__
            shown = type(r).__name__ if maker in (hash, object, type, property, staticmethod, classmethod, super, memoryview, vars) else repr(r)
            row.append(f"{name}={shown}")
        except Exception as e:
            row.append(f"{name}!{type(e).__name__}: {e}")
    print(maker.__name__, " ; ".join(r.partition(" at 0x")[0] for r in row))
