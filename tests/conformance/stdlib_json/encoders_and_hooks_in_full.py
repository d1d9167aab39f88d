# json: every option of dumps and loads, hooks in each place, keys of all kinds, circles, subclasses, and positions in errors.
import collections
import decimal
import enum
import json


class I(int):
    def __repr__(self): return "I!"
class F(float):
    def __repr__(self): return "F!"
class S(str): pass
class L(list): pass
class T(tuple): pass
class Color(enum.IntEnum): RED = 1
class Str(enum.StrEnum): A = "a"
class Obj:
    def __init__(self, v): self.v = v


P = collections.namedtuple("P", "x y")
circle = []; circle.append(circle)
dcircle = {}; dcircle["d"] = [dcircle]
obj = Obj(None); obj.v = obj
cases = r'''
json.dumps([I(1), F(1.5), S("s"), L([1]), T((1,)), Color.RED, Str.A, P(1, 2), True, None]), json.dumps({I(1): 1, F(2.5): 2, S("k"): 3, None: 4, True: 5, False: 6, Color.RED: 7, 1.0: 8, 10**20: 9})
json.dumps({(1, 2): 3})
json.dumps({b"a": 1})
json.dumps({(1, 2): 3, "a": 1}, skipkeys=True), json.dumps({b"x": 1}, skipkeys=True), json.dumps({1: 1, "1": 2}), json.dumps({"b": 1, "a": {"d": 1, "c": 2}}, sort_keys=True)
json.dumps({1: 1, "a": 2}, sort_keys=True)
json.dumps(circle)
json.dumps(dcircle)
json.dumps(obj, default=lambda o: o.v)
json.dumps(object())
json.dumps({"k": [1, {1, 2}]})
json.dumps(1j, default=str), json.dumps([Obj(5)], default=lambda o: {"v": o.v}), json.dumps({"a": Obj(Obj(1))}, default=lambda o: o.v)
json.dumps(Obj(1), default=lambda o: 1 / 0)
json.dumps(b"x")
json.dumps(float("nan")), json.dumps([float("inf"), -float("inf")]), json.dumps({float("nan"): 1})
json.dumps(float("nan"), allow_nan=False)
json.dumps({"a": float("inf")}, allow_nan=False)
json.dumps({float("inf"): 1}, allow_nan=False)
json.dumps([]), json.dumps({}), json.dumps([[]], indent=1), json.dumps({"a": [], "b": {}}, indent=2), json.dumps([1, [2, {"a": 3}]], indent=2), json.dumps([1, 2], indent=0), json.dumps([1], indent="\t"), json.dumps([1, {"a": 1}], indent=1, separators=(",", ":")), json.dumps({"a": 1}, separators=(" ; ", " = ")), json.dumps([1], indent=-1), json.dumps([1], indent=True)
json.dumps([1], separators=",")
json.dumps([1], indent=1.5)
json.dumps("é\u2028\U0001f600\x00\x1f\x7f\"\\/\b\f\n\r\t\ud800"), json.dumps("é\u2028\U0001f600\x7f", ensure_ascii=False), json.dumps({"é": "ü"}, ensure_ascii=False), json.dumps("</script>")
json.dumps(0.1), json.dumps(1e100), json.dumps(-0.0), json.dumps(10**30), json.dumps(1e16), json.dumps(True), json.dumps(1.0)
json.dumps([1], foo=1)
json.dumps(check_circular=False, obj=[1]), json.dumps([1], cls=type("E", (json.JSONEncoder,), {"default": lambda s, o: "x"})), json.dumps(object(), cls=type("E", (json.JSONEncoder,), {"default": lambda s, o: "x"})), json.JSONEncoder(sort_keys=True).encode({"b": 1, "a": 2}), "".join(json.JSONEncoder(indent=1).iterencode([1, {"a": 2}])), list(json.JSONEncoder().iterencode([1, "a"]))
json.loads("[1, 2.5, -0, 1e3, 1E-2, true, false, null, \"a\\u00e9\\n\\/\", {}, [], NaN, Infinity, -Infinity]"), json.loads(' {"a" : [ ] } \n'), json.loads(b'{"a": 1}'), json.loads("[1]".encode("utf-16")), json.loads("1".encode("utf-32-le")), json.loads(bytearray(b"[]")), json.loads('"\\ud83d\\ude00 \\ud83d"') == "\U0001f600 \ud83d", json.loads("-0.0"), json.loads("1" * 30), json.loads('{"a":1,"a":2}'), json.loads('"\x7f\u2028"')
json.loads("[1]", parse_int=float), json.loads("[1.5, 1e2]", parse_float=decimal.Decimal), json.loads("[NaN, -Infinity]", parse_constant=lambda c: f"<{c}>"), json.loads('{"a": {"b": 1}}', object_hook=lambda d: sorted(d.items())), json.loads('{"a": 1, "a": 2}', object_pairs_hook=list), json.loads('{"a": 1}', object_hook=len, object_pairs_hook=tuple), json.loads("[1, 2]", parse_int=str), json.loads("-5", parse_int=lambda s: s)
json.loads("[NaN]", parse_constant=lambda c: 1 / 0)
json.loads('"a\nb"')
json.loads('"a\nb"', strict=False)
json.loads(5)
json.loads(None)
json.loads("\ufeff[]")
json.loads(b"\xef\xbb\xbf[]"), json.loads(b"\xef\xbb\xbf1")
json.loads(b"\xff")
json.JSONDecoder().raw_decode("[1] x"), json.JSONDecoder().raw_decode("  1", 2), json.JSONDecoder(object_hook=len).decode('{"a": 1}')
json.JSONDecoder().raw_decode(" 1")
json.JSONDecoder().raw_decode("x", -1)
'''
for source in cases.strip().splitlines():
    try:
        print(source, "->", repr(eval(source)))
    except Exception as e:
        print(source, "->", type(e).__name__, e)
for bad in ("", " ", "[", "[1", "[1,", "[1,]", "[,]", "{", '{"a"', '{"a":', '{"a":1', '{"a":1,', '{"a":1,}', "{1:2}", "{'a':1}", '{"a" 1}', '"', '"\\', '"\\x"', '"\\u12"', '"\\uZZZZ"', '"\t"', "01", "-", "+1", "1.", ".5", "1e", "tru", "nul", "nan", "Infinit", "[1 2]", "1 2", "[1]]", "\n\n  [1,\n x]", "[1\n,\n", '{"a":1 "b":2}', "'a'", "\x00", "[\u00a01]", '{"a":1}}', "--1", "1_0", "0x1", "[1,,2]", "{,}", '"\\ud800\\u"'):
    try: print(ascii(bad), json.loads(bad))
    except json.JSONDecodeError as e: print(ascii(bad), "|", e, "|", e.msg, e.pos, e.lineno, e.colno)
