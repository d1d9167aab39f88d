# json in use: round trips, indentation, sorting, hooks, encoders and error positions.
import json
from datetime import date


class Encoder(json.JSONEncoder):
    def default(self, o):
        if isinstance(o, date):
            return {"__date__": o.isoformat()}
        if isinstance(o, (set, frozenset)):
            return sorted(o)
        return super().default(o)


def hook(d):
    return date.fromisoformat(d["__date__"]) if "__date__" in d else d


data = {"name": "Ünï", "nums": [1, 2.5, -3e10, True, None], "nested": {"k": []}, "when": date(2020, 2, 29), "s": {2, 1}}
text = json.dumps(data, cls=Encoder)
print(text)
print(json.loads(text, object_hook=hook))
print(json.dumps({"b": 1, "a": [1, {"c": 2}], "e": {}}, indent=2, sort_keys=True))
print(json.dumps([1, "é", "\n\"\\\x01"], ensure_ascii=False, separators=(",", ":")), json.dumps({1: 1, None: 2, True: 3}))
print(json.loads('{"a": 1, "a": 2}', object_pairs_hook=list), json.loads("1.10", parse_float=str), json.loads(' [1, "\\u00e9\\ud83d\\ude00"] '))
print(json.dumps(float("inf")), json.loads("NaN"), json.loads("-0.0"), json.loads("12345678901234567890"))
for bad in ("", "{", '{"a" 1}', "[1,]", "nul", '"abc', '{"a": 1} x', '["\x01"]', "[1 2]", '{"a": }', "\\"):
    try:
        json.loads(bad)
    except json.JSONDecodeError as e:
        print(repr(bad), "->", e, e.pos)
for bad in (object, {(1, 2): 3}, {1j}):
    try:
        json.dumps(bad)
    except TypeError as e:
        print(e)
loop = []
loop.append(loop)
try:
    json.dumps(loop)
except ValueError as e:
    print(e)
