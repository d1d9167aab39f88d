# What the engine says when __bool__, __len__, __index__, __format__, __hash__, __str__ and their kin return what they must not.
import operator, math
class Returns:
    def __init__(self, value): self.value = value
NAMES = ("bool len index int float complex str repr bytes hash format iter next contains length_hint round trunc floor ceil dir sizeof reversed getitem "
         "fspath instancecheck subclasshook missing divmod pos neg").split()
USES = {
    "bool": lambda o: not o, "len": len, "index": operator.index, "int": int, "float": float, "complex": complex, "str": str, "repr": repr, "bytes": bytes, "hash": hash,
    "format": format, "iter": iter, "next": next, "contains": lambda o: 1 in o, "length_hint": operator.length_hint, "round": round, "trunc": math.trunc, "floor": math.floor,
    "ceil": math.ceil, "dir": dir, "sizeof": __import__("sys").getsizeof, "reversed": reversed, "getitem": lambda o: o[0], "fspath": __import__("os").fspath,
    "instancecheck": lambda o: isinstance(1, o), "subclasshook": lambda o: issubclass(int, o), "missing": lambda o: o["k"], "divmod": lambda o: divmod(o, 1), "pos": operator.pos, "neg": operator.neg,
}
def use(name, value):
    bases = (dict,) if name == "missing" else ()
    cls = type("C", bases, {f"__{name}__": lambda self, *a: value})
    try:
        r = USES[name](cls())
        return r if not isinstance(r, (list,)) else r[:3]
    except Exception as e:
        return f"{type(e).__name__}: {e}"
for name in NAMES:
    print(name, *[str(use(name, v)) for v in (None, "text", 3, -1, 2.5, [1], NotImplemented) if not (name == "sizeof" and v == 3)], sep=" | ")
class Int(int): pass
class Str(str): pass
class Float(float): pass
import warnings
with warnings.catch_warnings(record=True) as got:
    warnings.simplefilter("always")
    print(use("index", True), use("int", Int(3)), use("float", Float(1)), use("str", Str("s")), type(use("str", Str("s"))).__name__, use("len", True), use("hash", Int(7)), use("complex", Float(2)), use("bool", 1))
    for w in got: print(w.category.__name__, w.message)
print(use("len", 2 ** 70), use("len", -2 ** 70), use("hash", 2 ** 70) == hash(2 ** 70), use("length_hint", 2 ** 70), use("index", 2 ** 70))
def boom(*a): raise ArithmeticError("mine")
for name in NAMES:
    cls = type("C", (dict,) if name == "missing" else (), {f"__{name}__": boom})
    try: USES[name](cls()); print(name, "swallowed")
    except ArithmeticError: pass
    except Exception as e: print(name, type(e).__name__, e)
for value in (None, 0, "x"):
    for name in ("bool", "len", "hash", "iter", "contains", "format", "index", "reversed", "str"):
        cls = type("N", (), {f"__{name}__": value})
        try: print(name, value, USES[name](cls()))
        except Exception as e: print(name, value, type(e).__name__, e)
class Both:
    def __bool__(self): return False
    def __len__(self): return 1 / 0
print(bool(Both()), [1 for _ in "a" if Both()], Both() and 1 and 2 if Both() else "else")
class Only:
    def __len__(self): return self.n
for n in (0, 5, "x", -1):
    o = Only(); o.n = n
    try: print(bool(o), "yes" if o else "no")
    except Exception as e: print(type(e).__name__, e)
