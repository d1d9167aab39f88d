# deque: bounds, rotation, indices, mutation while iterating, comparison and copies; queues and histories are built on exactly this.
import copy
import pickle
from collections import deque

for maxlen in (None, 0, 1, 3):
    d = deque("abcde", maxlen)
    d.append("f"); d.appendleft("z"); d.extend("gh"); d.extendleft("xy")
    print(maxlen, d, len(d), d.maxlen, list(reversed(d)), d == deque(d), d.copy(), copy.copy(d).maxlen)
    d += "pq"; print(d, d + deque("r"), (d + deque("r")).maxlen, d * 2, 2 * d, d * 0, d * -1, end=" ")
    d *= 2; print(d, d.count("p"))
for n in (0, 1, -1, 2, 7, -7, 5, 2**70 if 0 else 100):
    d = deque(range(5)); d.rotate(n); print(n, list(d), end="; ")
print()
cases = """
deque(), deque([1, 2]), deque([1, 2, 3], 2), deque(maxlen=2, iterable="abc"), deque("ab", None), repr(deque([], 0)), repr(deque("a", maxlen=5))
deque(5)
deque([], -1)
deque([], "a")
deque([], 1.5)
deque([], 1, 2)
deque(x=1)
deque([1]).pop(1)
deque().pop()
deque().popleft()
deque([1])[1]
deque([1])["a"]
deque([1, 2, 3])[0:2]
deque([1])[1.0]
deque([1, 2, 3])[-1], deque([1, 2, 3])[True], 2 in deque([1, 2]), deque([1, 2, 1]).count(1), deque("abcabc").index("c"), deque("abcabc").index("c", 3), deque("abc").index("a", -3), deque("abc").index("b", 0, 100)
deque("abc").index("z")
deque("abc").index("a", 1)
deque("abc").index("a", "x")
deque("abc").remove("z")
deque("abc").insert(5, 1)
deque("abc", 3).insert(1, "x")
deque("abc").insert("a", 1)
deque("abc").rotate("a")
deque("abc").rotate(1, 2)
deque([1]) + [2]
deque([1]) + None
[1] + deque([2])
deque([1]) * "a"
deque([1]) * 1.5
deque([1, 2]) < deque([1, 3]), deque([1]) == [1], deque() == deque([], 5), deque([1, 2]) >= deque([1]), deque("a") != deque("b"), deque([1]) <= deque([1])
deque([1]) < [2]
hash(deque())
deque([1]).append()
deque([1]).extend(5)
deque([1]).extendleft(None)
deque[int], deque.__class_getitem__(str)
bool(deque()), bool(deque([0])), len(deque("abc", 2)), list(deque(deque("ab"))), sorted(deque([3, 1])), max(deque([1, 5])), tuple(deque("a")), deque([[1], [2]]).index([2])
iter(deque("ab")).__length_hint__(), reversed(deque("abc")).__length_hint__(), list(reversed(deque("abc", 2))), next(reversed(deque("xy")))
deque("abc").__reduce__()[1:3], deque("abc", 2).__reduce__()[1:3], list(deque("abc").__reduce__()[3])
deque("ab").__copy__(), deque([1]).__contains__(1), deque([1]).__getitem__(0), deque([1]).__reversed__().__class__.__name__
"""
for source in cases.strip().splitlines():
    try:
        print(source, "->", repr(eval(source)))
    except Exception as e:
        print(source, "->", type(e).__name__, e)
for action in ("d.append(9)", "d.pop()", "d.rotate(1)", "d[0] = 5", "d.clear()", "d.extend([])", "d.reverse()", "d.insert(1, 7)", "d.remove(2)", "del d[1]", "d *= 2", "d += [1]", "d.appendleft(d.pop())"):
    d = deque(range(4)); it = iter(d); next(it)
    exec(action)
    try: print(action, list(it), d)
    except RuntimeError as e: print(action, e, d)
for statement in ("d[5] = 1", "d['a'] = 1", "del d[9]", "d[0:1] = [1]", "del d[0:1]", "d.maxlen = 3", "d.x = 1", "d += 5", "d *= 'a'", "del d[-1], d[0]", "d.__init__('xyz', 2)", "d.__init__(); d.append(1)", "d.extend(d)", "d.extendleft(d)", "d.insert(-10, 'f'); d.insert(10, 'l'); d.insert(-1, 'm')"):
    d = deque("abc")
    try:
        exec(statement); print(statement, d, d.maxlen)
    except Exception as e: print(statement, type(e).__name__, e)
inner = deque([1], 3); inner.append(inner); print(inner, copy.deepcopy(inner)[1][0])


class D(deque):
    def __init__(self, *a, tag=None, **k): super().__init__(*a, **k); self.tag = tag
    def __missing__(self, k): return 0


s = D("abc", 4, tag="t")
print(s, s.copy(), type(s.copy()).__name__, type(s + s).__name__, type(s * 2).__name__, copy.copy(s).tag, [(type(b).__name__, b, b.maxlen, b.tag) for b in (pickle.loads(pickle.dumps(s, p)) for p in (0, 2, 5))][1])
