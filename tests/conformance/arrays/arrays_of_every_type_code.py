# array.array: each type code with its limits, slices between arrays, growth, buffers, bytes and pickles.
import array
import copy
import pickle
from array import array as A

limits = {"b": (-128, 127), "B": (0, 255), "h": (-(2**15), 2**15 - 1), "H": (0, 2**16 - 1), "q": (-(2**63), 2**63 - 1), "Q": (0, 2**64 - 1)}
for code, (low, high) in limits.items():
    a = A(code, [low, high, 0])
    row = []
    for bad in (low - 1, high + 1, 1.5, "x", None, 2**100, True):
        try: a.append(bad); row.append(a.pop())
        except Exception as e: row.append(f"{type(e).__name__} {e}")
    print(code, a, a.itemsize, a.typecode, len(a.tobytes()), *row, sep=" | ")
cases = """
array.typecodes, A("i"), A("i", []), A("d", [1, 2.5]), A("f", [0.1])[0], A("w", "aé\\U0001f600"), A("B", b"abc"), A("b", bytearray(b"a")), A("i", range(3)), A("i", iter([1])), A("h", A("b", [1, -1])), A("w"), repr(A("w", "x")), A("B", [1]) == A("i", [1.0]) if 0 else A("B", [1]) == A("i", [1])
A("z")
A("")
A("ii")
A(5)
A()
A("i", 5)
A("i", "abc")
A("i", ["a"])
A("i", [1.5])
A("w", [1])
A("w", ["ab"])
A("d", ["x"])
A("d", "12")
A("i", A("w", "a"))
A("i", [1], [2])
A("i", x=1)
A("h", b"abc")
A("h", b"abcd").tolist(), A("f", [1e400, -1e400, float("nan")]).tolist() if 0 else A("d", [float("inf"), float("nan")]), A("f", [True, 2]), A("d", [10**300])
A("d", [10**400])
A("f", [1e300])
A("i", [1, 2, 3])[1:], A("i", [1, 2, 3])[::-1], A("i", [1, 2, 3])[-1], A("i", [1, 2]) + A("i", [3]), A("i", [1]) * 3, 2 * A("b", [1]), A("i", [1]) * -1, 2 in A("i", [1, 2]), 1.0 in A("i", [1]), "a" in A("i", [1]), A("i", [1, 2, 1]).count(1), A("i", [1, 2, 1]).index(1, 1), A("i", [5, 6]).index(6), list(reversed(A("i", [1, 2])))
A("i", [1]) + A("h", [1])
A("i", [1]) + [1]
A("i", [1]) * "a"
A("i", [1])[1]
A("i", [1])["a"]
A("i", [1]).index(5)
A("i", [1, 2]).index(1, 1)
A("i", [1]).remove(5)
A("i").pop()
A("i", [1]).pop(5)
A("i", [1]).append("a")
A("i", [1]).append()
A("i", [1]).extend([1, "a"])
A("i", [1]).extend(A("h", [1]))
A("i", [1]).extend(5)
A("i", [1]).insert(0, "a")
A("i", [1]).fromlist([2, "x"])
A("i", [1]).fromlist((2,))
A("i", [1]).frombytes(b"abc")
A("i", [1]).frombytes("abcd")
A("i", [1]).fromunicode("x")
A("i", [1]).tounicode()
A("w", "ab").tounicode(), A("w", "ab").tolist(), A("B", [1, 2]).tobytes(), A("h", [1]).byteswap(), A("i", [1]).buffer_info()[1], bytes(A("B", [1, 2])), memoryview(A("h", [1, 2])).tolist(), A("d", [1.5]).tolist()
A("d", [1]).byteswap(), A("i", [1, 2]) < A("i", [1, 3]), A("i", [1]) == [1], A("i") == A("d"), A("i", [1]) != A("i", [2]), A("b", [1, 2]) < A("d", [1.5]), A("i", [1]) >= A("i", [1])
A("i", [1]) < [2]
hash(A("i"))
copy.copy(A("i", [1])), copy.deepcopy(A("d", [1])), [pickle.loads(pickle.dumps(A("h", [1, -2]), p)) for p in range(6)], A("i", [1]).__reduce_ex__(2)[1], A("i", [1]).__reduce_ex__(3)[1][1:3], A.__mro__, A[int] if hasattr(A, "__class_getitem__") else 0
A("B", b"hello").tobytes().decode(), sum(A("i", [1, 2])), max(A("d", [1.5, 0])), sorted(A("i", [2, 1])), bool(A("i")), len(A("q", [1] * 5)), iter(A("i", [1])).__class__.__name__, list(map(str, A("b", [1])))
"""
for source in cases.strip().splitlines():
    try:
        print(source, "->", repr(eval(source)))
    except Exception as e:
        print(source, "->", type(e).__name__, e)
for statement in ("a[0] = 9", "a[5] = 1", "a[0] = 'x'", "a[0] = 300", "a[1:3] = A('b', [7])", "a[1:3] = [7]", "a[1:3] = A('i', [7])", "a[::2] = A('b', [8, 9])", "a[::2] = A('b', [8])", "a[:0] = a", "del a[0]", "del a[1:3]", "del a[::2]", "del a[9]", "a += A('b', [5])", "a += [5]", "a += A('i', [5])", "a *= 2", "a *= 0", "a *= 1.5", "a.insert(0, 5); a.insert(-1, 6); a.insert(99, 7)", "a.extend([5, 6]); a.extend(b'')", "a.extend(a)", "a.fromlist([9, 8])", "a.frombytes(b'\\xff\\x01')", "a.reverse()", "a.byteswap()", "a.remove(2); print(a.pop(), a.pop(0))", "a.clear()", "m = memoryview(a); a.append(1)", "m = memoryview(a); a[0] = 5; m[1] = 6", "m = memoryview(a); a[0:2] = A('b', [5])", "m = memoryview(a); del a[0]", "m = memoryview(a); m.release(); a.append(3)", "a.typecode = 'i'", "a.x = 1", "a.frombytes(memoryview(b'ab'))", "a.fromfile(5, 1)"):
    a = A("b", [1, 2, 3, 4])
    try: exec(statement); print(statement, a)
    except Exception as e: print(statement, type(e).__name__, e, a)


class Sub(A):
    def __new__(cls, code, items=(), tag=None): self = super().__new__(cls, code, items); self.tag = tag; return self


s = Sub("i", [1, 2], tag="t")
print(s, s.tag, type(s[:1]).__name__, type(s + s).__name__, type(copy.copy(s)).__name__, pickle.loads(pickle.dumps(s)).tag, s == A("i", [1, 2]))
