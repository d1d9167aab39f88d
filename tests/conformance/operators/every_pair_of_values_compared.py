# All comparisons between values of all built-in types, `in`, and what is one key in a dict: equality across types, and who refuses an order.
import warnings

warnings.simplefilter("ignore")
values = {"int": 1, "bool": True, "float": 1.0, "nan": float("nan"), "big": 10**30, "complex": 1 + 0j, "str": "a", "bytes": b"a", "bytearray": bytearray(b"a"), "memoryview": memoryview(b"a"), "list": [1], "tuple": (1,), "dict": {1: 1}, "set": {1}, "frozenset": frozenset({1}), "keys": {1: 1}.keys(), "items": {1: 1}.items(), "values": {1: 1}.values(), "range": range(1, 2), "slice": slice(1), "None": None, "Ellipsis": ..., "type": int, "NotImplemented": NotImplemented, "function": len, "object": object()}
standard = "'{}' not supported between instances of '{}' and '{}'"
for symbol in ("==", "!=", "<", "<=", ">", ">="):
    code = compile(f"a {symbol} b", "cmp", "eval")
    for ln, a in values.items():
        row = []
        for rn, b in values.items():
            try:
                r = eval(code)
                if r is not (symbol == "!="): row.append(f"{rn}:{r}")
            except TypeError as e:
                if str(e) != standard.format(symbol, type(a).__name__, type(b).__name__): row.append(f"{rn}:{e}")
        print(ln, symbol, *row)
for ln, a in values.items():
    row = []
    for rn, b in values.items():
        try: row.append(f"{rn}:{b in a}")
        except Exception as e: row.append(f"{rn}:{type(e).__name__} {e}")
    print(ln, "contains", *(r for r in row if ":False" not in r))
for n, v in values.items():
    row = []
    for f in (len, iter, reversed, next, hash, bool, abs, round, int, list, sum, max, ord, chr, bin, str.upper, enumerate, id):
        try: r = f(v); row.append(type(r).__name__ if f in (hash, id, iter, reversed, enumerate) else repr(r))
        except Exception as e: row.append(f"{type(e).__name__}({e})")
    print(n, *(r.replace(repr(values["object"]), "object").partition(" at 0x")[0] for r in row), sep=" | ")
for n, v in values.items():
    row = []
    for op in ("-v", "+v", "~v", "not v", "v[0]", "v['a']", "v()", "v.x", "[*v]", "{**v}", "(lambda *a: a)(*v)", "(lambda **k: k)(**v)", "f'{v:5}'", "f'{v:d}'", "'%d' % (v,)", "'%s' % (v,)", "isinstance(1, v)", "issubclass(int, v)", "[1, 2][v]", "range(v)", "bytes(v)", "a, = v"):
        try:
            r = eval(op) if "=" not in op else exec(op)
            row.append(type(r).__name__ if op == "v()" else repr(r))
        except Exception as e: row.append(f"{type(e).__name__}({e})")
    print(n, *(r.replace(repr(values["object"]), "object").replace(repr(values["memoryview"]), "view") for r in row), sep=" | ")
distinct = {}
for n, v in values.items():
    try: distinct.setdefault(v, []).append(n)
    except TypeError: pass
print(sorted(distinct.values()))
