# A site specialised for one type must be right when others come.
def add(a, b): return a + b
for i in range(100): add(i, 1)
print(add(1, 2), add(1.5, 2), add("a", "b"), add([1], [2]), add((1,), (2,)), add(2 ** 62, 2 ** 62), add(True, True), add(b"a", b"b"), add(1j, 1), add(2 ** 47, 2 ** 47), add(-2 ** 48, -1))
try: add(1, "a")
except TypeError as e: print(e)
def get(o, k): return o[k]
for i in range(100): get([1, 2, 3], i % 3)
class G:
    def __getitem__(self, k): return ("G", k)
print(get([1, 2, 3], -1), get((1, 2), 0), get("abc", 1), get({"k": 5}, "k"), get(G(), 3), get(b"ab", 0), get(range(5), 2), get([1, 2], True), get({1: 2}, 1.0))
for o, k in (([1], 5), ("a", 3), ({}, 1), ([1], "x"), ((), -1)):
    try: get(o, k)
    except (IndexError, KeyError, TypeError) as e: print(type(e).__name__, e)
def cmp(a, b): return a < b, a == b, a >= b
for i in range(100): cmp(i, 50)
print(cmp(1.5, 2), cmp("a", "b"), cmp([1], [2]), cmp(2 ** 70, 1), cmp(float("nan"), 1), cmp(True, 0), cmp((1, "a"), (1, "b")))
def it(o): return [x for x in o]
for i in range(50): it([1, 2])
print(it((1, 2)), it("ab"), it({1: 2}), it(range(2)), it(x for x in "g"), it(b"a"), it({5}), it(iter([1])), it(enumerate("a")))
def attr(o): return o.real if hasattr(o, "real") else o.x
class X:
    def __init__(self): self.x = 1
class Y:
    def __init__(self): self.z = 0; self.x = 2
class Z: x = 3
class W: __slots__ = "x"; 
w = W(); w.x = 4
for i in range(50): attr(X())
print([attr(o) for o in (X(), Y(), Z(), w, 5, 1.5)])
def call(f, *a): return f(*a)
for i in range(50): call(abs, -1)
print(call(str, 5), call(lambda x: x, 6), call("a".upper), call([].append, 1), call(X).x, call(int, "7"), call(type, 1), call(Z.__call__ if 0 else dict))
def inc(x): x += 1; return x
print([inc(v) for v in (1, 1.5, True, 2 ** 48 - 1, 2 ** 63 - 1, -1, 1j)])
