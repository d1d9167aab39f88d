# Mapping patterns take what they name, leave the rest and do not call __missing__.
from collections import defaultdict


def describe(event):
    match event:
        case {"type": "click", "pos": [x, y]}:
            return f"click at {x},{y}"
        case {"type": "key", "key": ("a" | "b") as key, **rest}:
            return f"key {key} rest {rest}"
        case {"type": "key", "key": str() | int() as key}:
            return f"other key {key}"
        case {"type": kind, "data": {"nested": [{"id": int(n)}, *_]}}:
            return f"{kind} {n}"
        case {}:
            return f"unknown with {len(event)}"
        case None | True | False:
            return f"singleton {event}"
        case 0 | -1 | 2.5 | 1 + 2j:
            return f"number {event}"
        case _:
            return "no mapping"


for e in ({"type": "click", "pos": (1, 2)}, {"type": "key", "key": "a", "shift": True}, {"type": "key", "key": "q"},
          {"type": "load", "data": {"nested": [{"id": 7, "x": 1}, 2]}}, {"type": "click", "pos": "xy"}, {},
          None, True, 0, -1, 2.5, 1 + 2j, 1, [1]):
    print(describe(e))
d = defaultdict(list)
match d:
    case {"absent": x}:
        print("made", x)
    case _:
        print("absent stays absent", dict(d))
