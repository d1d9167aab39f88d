# json: exact output, separators, sorting, special floats, decode errors with positions.
import json
print(json.dumps({"a": [1, 2.5, None, True, "é\n\"\\\u2028😀"], "b": {}, "c": [], 1: 2, None: 3, True: 4, 1.5: 5}), json.dumps("é", ensure_ascii=False), json.dumps([1, [2, {"k": []}]], indent=2), json.dumps({"b": 1, "a": 2}, sort_keys=True, separators=(",", ":")), json.dumps((1, 2)), json.dumps(float("nan")), json.dumps([float("inf")]), json.dumps({"x": {1: 2}}, indent="\t"), json.dumps("\ud800"), json.dumps(10 ** 30), json.dumps(1e100), json.dumps({(1, 2): 3, "k": 1}, skipkeys=True))
print(json.loads(' {"a": [1, -2.5e3, true, null, "\\u00e9\\ud83d\\ude00\\n"], "a": 2} '), json.loads("[]"), json.loads('"x"'), json.loads("NaN"), json.loads("-Infinity"), json.loads(b'{"k": 1}'), json.loads("1.0"), json.loads("123456789012345678901234567890"), json.loads("1", parse_int=str), json.loads("1.5", parse_float=lambda s: "f" + s), json.loads('{"a": 1}', object_hook=lambda d: sorted(d)), json.loads('{"b": 1, "a": 2}', object_pairs_hook=list), json.loads('"\\/"'), ascii(json.loads('"\\ud800"')))
for s in ("", "{", "[1,]", '{"a" 1}', "{a: 1}", "[1 2]", '"abc', "'a'", "nul", "1 2", "[1", '{"a": }', '"\\x"', '"\t"', "-", "01", '{"a":1,}', "\ufeff1", '"\\u12"', "[" , "{1: 2}", "tru", "+1", ".5", "1."):
    try: print(repr(s), json.loads(s))
    except json.JSONDecodeError as e: print(repr(s), e, e.pos, e.lineno, e.colno)
class X: pass
l = []; l.append(l)
for f in (lambda: json.dumps({1, 2}), lambda: json.dumps({"k": b"x"}), lambda: json.dumps({(1,): 2}), lambda: json.dumps(l), lambda: json.dumps(float("nan"), allow_nan=False), lambda: json.dumps({1: 2, "a": 3}, sort_keys=True), lambda: json.loads(5), lambda: json.dumps(1j), lambda: json.loads("[" * 3 + "]")):
    try: print(f())
    except Exception as e: print(type(e).__name__, e, getattr(e, "__notes__", ""))
class E(json.JSONEncoder):
    def default(self, o): return sorted(o) if isinstance(o, set) else super().default(o)
print(json.dumps({"s": {3, 1}}, cls=E), json.dumps([{1}], default=list), "".join(json.JSONEncoder(indent=1).iterencode({"a": [1]})), json.JSONDecoder().raw_decode("[1] tail"))
import io; f = io.StringIO(); json.dump([1, "a"], f); print(f.getvalue(), json.load(io.StringIO("[2]")))
