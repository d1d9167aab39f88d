# Literals, captures, sequences, mappings, classes, or, as, guards and stars.
class P:
    __match_args__ = ("x", "y")
    def __init__(self, x, y): self.x, self.y = x, y
class Color: RED = 1
def f(v):
    match v:
        case 0 | 1.5 | -2 | 3 + 4j: return "number"
        case "s" | b"b": return "text"
        case None | True | False: return "singleton"
        case Color.RED: return "never: 1 is True's equal but not here"
        case []: return "empty"
        case [x]: return f"one {x}"
        case [1, *rest]: return f"1 then {rest}"
        case (a, b) if a == b: return f"pair equal {a}"
        case [a, _, *_, z]: return f"ends {a} {z}"
        case {"k": k, **rest} if rest: return f"k={k} rest={rest}"
        case {"k": [x, y]}: return f"list in k {x} {y}"
        case {"n": int(n) | float(n)}: return f"n {n}"
        case P(0, y=yy): return f"origin {yy}"
        case P(x=x, y=P(a, b)): return f"nested {x} {a} {b}"
        case P() as p: return f"P {p.x}"
        case str() as s: return f"str {s}"
        case int(i) if i > 100: return f"big {i}"
        case {}: return "mapping"
        case _: return f"other {v!r}"
for v in (0, 1.5, -2, 3 + 4j, "s", b"b", None, True, 1, [], [9], (9,), [1, 2, 3], (5, 5), [7, 8], [1], range(3), {"k": 1, "z": 2}, {"k": [1, 2]}, {"k": 1}, {"n": 5}, {"n": "x"}, P(0, 5), P(1, P(2, 3)), P(1, 2), "ab", 500, 50, {}, {1, 2}, bytearray(b"ab"), 0.0): print(f(v))
match [1, [2, 3]]:
    case [a, [b, c]]: print(a, b, c)
match 5:
    case x: pass
print(x)
match 1, 2:
    case 1, y: print("tuple subject", y)
match (z := 3):
    case 3: print(z)
match = {"soft": 1}; case = 2; _ = "under"; type = 3; print(match["soft"], case, _, type)
match (case):
    case _: print("done", _)
