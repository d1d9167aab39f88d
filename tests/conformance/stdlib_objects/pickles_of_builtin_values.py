# Built-in values and their iterators are copied by pickle at every protocol, shared parts included.
import pickle, copy
values = [None, True, ..., NotImplemented, 0, -1, 255, 256, 65536, 2**31, -2**63, 10**40, -10**40, 1.5, float("inf"), 1j, "", "a", "\u20ac\ud800", b"", b"\xff" * 3, bytearray(b"x"), (), (1,), (1, 2, 3, 4), [], [1, [2]], {}, {1: {2: 3}}, {1}, frozenset({2}), range(1, 9, 2), slice(1, None, 2), int, len, str.upper, type(None), type(...), dict.fromkeys]
for v in values:
    out = []
    for p in range(6):
        try:
            b = pickle.loads(pickle.dumps(v, p))
            out.append("=" if type(b) is type(v) and (b == v or repr(b) == repr(v)) else repr(b))
        except Exception as e: out.append(f"{type(e).__name__}: {str(e).split(' at 0x')[0]}")
    print(ascii(v)[:30].split(" at 0x")[0], out[0] if len(set(out)) == 1 else out)
for it in (iter([1, 2, 3]), iter((1, 2, 3)), iter("abc"), iter(b"abc"), iter(range(3)), reversed([1, 2, 3]), enumerate("ab", 5), zip("ab", "cd"), map(str, [1, 2]), filter(None, [0, 1, 2]), iter({1: 2}), iter({1: 2}.items())):
    next(it)
    try: print(type(it).__name__, list(copy.copy(it)), list(pickle.loads(pickle.dumps(it))), list(it))
    except TypeError as e: print(type(it).__name__, e)
l = []; l.append(l); t = ([],); t[0].append(t); d = {}; d[1] = d
l2, t2, d2 = (pickle.loads(pickle.dumps(v)) for v in (l, t, d))
print(l2[0] is l2, t2[0][0] is t2, d2[1] is d2)
a = [1]; x, y = pickle.loads(pickle.dumps((a, a))); print(x is y)
for bad in (lambda: 1, (i for i in ()), memoryview(b"a"), type("Local", (), {})(), __import__("sys")):
    try: pickle.dumps(bad)
    except Exception as e: print(type(e).__name__, str(e).split(" at 0x")[0])
