# sort works on what comparisons say: stability, reverse, keys of mixed kinds, orders that are none, and lists that are changed meanwhile.
class Item:
    log = []

    def __init__(self, v, n): self.v, self.n = v, n
    def __repr__(self): return f"{self.v}{self.n}"

    def __lt__(self, other):
        Item.log.append((self.n, other.n))
        return self.v < other.v


items = [Item(v, n) for n, v in enumerate("cabacbba")]
print(sorted(items), len(Item.log) > 6)
Item.log.clear()
print(sorted(items, reverse=True))
print(sorted(items, key=lambda i: i.v), sorted(items, key=lambda i: i.v, reverse=True), sorted(items, key=lambda i: -i.n)[:3])
for n in (0, 1, 2, 3, 5, 10, 32, 63, 64, 65, 100, 200):
    Item.log.clear()
    data = [Item(i * 7919 % 101 % (n // 2 + 1), i) for i in range(n)]
    out = sorted(data)
    print(n, all((a.v, a.n) < (b.v, b.n) for a, b in zip(out, out[1:])), end="; ")
print()
cases = """
sorted([3, 1.5, True, -0.0, 0, 2**70, -2**70, float("-inf")])
sorted([1, "a"])
sorted(["a", 1])
sorted([1, None, 2])
sorted([1j, 2j])
sorted([[2], [1, 5], [1], []]), sorted([(1, "b"), (1, "a")]), sorted([(1, 2), (1,)]), sorted([{3}, {1, 3}, set()], key=len), sorted(["b", "B", "a", "é", "\\U0001f600", "z"]), sorted([b"b", b"a", bytearray(b"aa")])
sorted([(1, "a"), (1, 2)])
sorted([(1, "a"), (2, 2)])
sorted([[1], (1,)])
sorted([{}, {}])
sorted([None]), sorted([1j]), sorted([{}]), sorted([])
sorted(5)
sorted()
sorted([1], lambda x: x)
sorted([1], key=5)
sorted([1], key=len)
sorted([], key=5)
sorted([1, 2], key=None, reverse=True), sorted([1, 2], reverse=1), sorted([2, 1], reverse=0), sorted([1, 2], reverse=[])
sorted([1, 2], reverse="x")
sorted({3: "a", 1: "b"}), sorted("hello"), sorted(range(5, 0, -1)), sorted({2, 1}), sorted(iter([2, 1]))
sorted([1, 2, 3], key=lambda x: 1 / (x - 2))
[3, 1, 2].sort()
[].sort(5)
[].sort(key=1, x=2)
list.sort((1, 2))
sorted([0.5, 1, -1], key=abs), sorted(["10", "9", "1"], key=int), sorted("bA", key=str.lower), sorted([3, 1], key=lambda x: None) if 0 else sorted([3], key=lambda x: None)
sorted([3, 1], key=lambda x: None)
"""
for source in cases.strip().splitlines():
    try:
        print(source, "->", repr(eval(source)))
    except Exception as e:
        print(source, "->", type(e).__name__, e)


class Rude:
    def __init__(self, v): self.v = v
    def __lt__(self, other): return [] if self.v > 1 else "yes"
    def __repr__(self): return f"r{self.v}"


class Unsure(Rude):
    def __lt__(self, other): return NotImplemented
    def __gt__(self, other): return self.v > other.v


class Truth:
    def __bool__(self): raise OverflowError("no truth")


class Lies(Rude):
    def __lt__(self, other): return Truth()


for cls in (Rude, Unsure, Lies):
    data = [cls(3), cls(1), cls(2)]
    try:
        data.sort()
        print(data)
    except Exception as e:
        print(type(e).__name__, e, sorted(d.v for d in data))
for action in ("append(0)", "clear()", "pop()", "sort()", "extend([5, 6])", "__setitem__(0, 9)", "__init__([7])", "reverse()"):
    data = [3, 1, 2]
    seen = []
    def key(x):
        seen.append(len(data))
        try: eval(f"data.{action}")
        except Exception as e: seen.append(f"{type(e).__name__} {e}")
        return x
    try:
        data.sort(key=key)
        print(action, data, seen)
    except ValueError as e:
        print(action, e, data, seen)
