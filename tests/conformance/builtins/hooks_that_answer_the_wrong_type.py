# Special methods whose answers have types of their own: each wrong answer, what asks for it, and the words of the refusal.
import math
import operator
import warnings

warnings.simplefilter("ignore")

asked = {"__str__": "str(o)|f'{o}'|'%s' % o|'{}'.format(o)", "__repr__": "repr(o)|f'{o!r}'|[o]|str(o)|ascii(o)|'%r' % (o,)", "__format__": "format(o)|f'{o:x}'|'{:x}'.format(o)", "__bytes__": "bytes(o)|b'%b' % o|b'%s' % (o,)", "__bool__": "bool(o)|not o|o and 1|1 if o else 2|any([o])|[o].count(1) if o else 0", "__len__": "len(o)|bool(o)|operator.length_hint(o)|list(reversed(o))", "__hash__": "hash(o)|{o}|{o: 1}", "__index__": "[1, 2][o]|range(o)|'a' * o|hex(o)|[1][o:]|chr(o)|int(o)|float(o)|complex(o)|round(1.5, o)|(1).to_bytes(o)|bytes(o)|'%x' % o|'%d' % o", "__int__": "int(o)|'%d' % o|math.trunc(o)", "__float__": "float(o)|math.sqrt(o)|complex(o)|'%f' % o|round(o)", "__complex__": "complex(o)|complex(1, o)", "__trunc__": "math.trunc(o)|int(o)", "__floor__": "math.floor(o)", "__ceil__": "math.ceil(o)", "__round__": "round(o)|round(o, 2)", "__iter__": "iter(o)|list(o)|[*o]|a, = o|1 in o|max(o)|dict(o)|for_(o)", "__next__": "next(o)|list(o)", "__contains__": "1 in o|1 not in o", "__length_hint__": "operator.length_hint(o)|list(o)", "__dir__": "dir(o)", "__getnewargs__": "o.__reduce_ex__(2)[1][1:]", "__instancecheck__": "isinstance(1, o)", "__eq__": "o == 1|o != 1|o in [1]|[1].index(o)|[o] == [1]|(o,) != (1,)", "__lt__": "o < 1|sorted([o, 1])|min(o, 1)", "__reversed__": "reversed(o)|list(reversed(o))", "__add__": "o + 1|sum([o, 1])|sum([1], o)", "__divmod__": "divmod(o, 1)", "__abs__": "abs(o)", "__neg__": "-o", "__pow__": "o ** 2|pow(o, 2, 3)", "__getattr__": "o.x|hasattr(o, 'x')|getattr(o, 'x', 1)", "__setattr__": "setattr(o, 'x', 1)", "__call__": "o()|list(map(o, [1]))|callable(o)", "__enter__": "enter(o)", "__set_name__": "type('T', (), {'a': o})", "__mro_entries__": "type('T', (), {}) and make(o)", "__missing__": "o['k']", "__getitem__": "o[0]|list(o)|1 in o|iter(o)", "__class_getitem__": "type(o)[1]"}


def for_(o):
    for x in o: return x


def enter(o):
    with o: pass


def make(o):
    class T(o): pass
    return T.__bases__


answers = {"None": None, "int": 5, "neg": -1, "str": "s", "float": 1.5, "list": [1], "bytes": b"b", "NI": NotImplemented, "bool": True}
for hook, asks in asked.items():
    for ask in asks.split("|"):
        row = []
        for name, answer in answers.items():
            if hook in ("__getitem__",) and ask != "o[0]": continue
            space = {hook: lambda self, *a: answer}
            if hook == "__next__": space["__iter__"] = lambda self: iter([7])
            if hook in ("__reversed__",): space["__len__"] = lambda self: 1
            if hook == "__length_hint__": space["__iter__"] = lambda self: iter([7])
            if hook == "__enter__": space["__exit__"] = lambda self, *a: None
            bases = (dict,) if hook == "__missing__" else ()
            o = type("O", bases, space)()
            if hook == "__next__" and ask.startswith("list"): continue
            try:
                r = eval(ask, globals(), {"o": o}) if "a, =" not in ask else exec(ask, globals(), {"o": o})
                shown = "itself" if r is o else f"{type(r).__name__}" if ask in ("iter(o)", "range(o)", "reversed(o)", "hash(o)", "[o]", "{o}", "{o: 1}", "sys.getsizeof(o)", "list(reversed(o))", "sum([1], o)", "type('T', (), {'a': o})") or "O object" in repr(r) else repr(r)
            except Exception as e:
                shown = f"{type(e).__name__}: {e}"
            row.append(f"{name}={shown}")
        print(hook, ask, " ; ".join(r.partition(" at 0x")[0] for r in row))
