# memoryview as a value: comparison by items and formats, hashes of read-only bytes, casts between shapes, and slices written through.
import array
import struct


def show(source, space):
    try:
        print(source, "->", repr(eval(source, space)))
    except Exception as e:
        print(source, "->", type(e).__name__, e)


m = memoryview(b"abcdefgh")
w = memoryview(bytearray(b"abcdefgh"))
a = memoryview(array.array("h", [1, -2, 3]))
d = memoryview(array.array("d", [1.0, 2.5, float("nan")]))
space = globals()
for source in """m == b"abcdefgh", m == w, w == bytearray(b"abcdefgh"), m != b"x", m == "abcdefgh", m == [97], m == memoryview(b"abc"), m[::2] == b"aceg", m[::-1] == b"hgfedcba"
m < m
a == array.array("h", [1, -2, 3]), a == array.array("i", [1, -2, 3]), a == memoryview(struct.pack("3h", 1, -2, 3)), a == memoryview(struct.pack("3h", 1, -2, 3)).cast("h"), d == d, d[:2] == array.array("f", [1.0, 2.5])
hash(m) == hash(b"abcdefgh"), hash(m[1:3]) == hash(b"bc"), hash(m[::2]) == hash(b"aceg"), {m: 1}[b"abcdefgh"]
hash(w)
hash(a)
hash(m.cast("h"))
hash(m.cast("b")) == hash(b"abcdefgh"), hash(m.cast("c")) == hash(b"abcdefgh"), hash(memoryview(bytearray(b"x")).toreadonly())
m.cast("b").tolist(), m.cast("c").tolist(), m.cast("H").tolist(), m.cast("I").tolist(), m.cast("q").tolist(), memoryview(b"\\0\\1").cast("?").tolist()
m.cast("B", [2, 4]).tolist(), m.cast("B", (2, 2, 2)).tolist(), m.cast("H", [2, 2]).tolist(), m.cast("B", [8]).shape
m.cast("B", [3, 3])
m.cast("B", [])
m.cast("B", [0, 8])
m.cast("B", [-1, 8])
m.cast("B", 8)
m.cast("B", ["a"])
m.cast("B", [1] * 65)
m[:7].cast("H")
m.cast("<H")
m.cast("z")
m.cast("")
m.cast(5)
m[::2].cast("b")
m.cast("h").cast("i")
m.cast("h").cast("b").tolist()[:2]
m.cast("B", [2, 4]).cast("B").tolist() == list(b"abcdefgh")
m.cast("B", [2, 4])[0]
m.cast("B", [2, 4])[0, 1], m.cast("B", [2, 4])[-1, -1]
m.cast("B", [2, 4])[2, 0]
m.cast("B", [2, 4])[0, 0, 0]
m.cast("B", [2, 4])[0:1].tolist()
m.cast("B", [2, 4])[0:1, 0:1]
list(m.cast("B", [2, 4]))
len(m.cast("B", [2, 4])), m.cast("B", [2, 4]).nbytes, m.cast("B", [2, 4]).strides, m.cast("H", [2, 2]).strides, m.cast("B", [2, 4]).ndim
m.cast("B", [2, 4]).tobytes(), m.cast("B", [2, 4]).tobytes("F"), m.cast("B", [2, 4]).tobytes("C"), m.cast("B", [2, 4]).tobytes(order="A")
m.tobytes("X")
m.tobytes(5)
m.format, m.itemsize, m.nbytes, m.ndim, m.shape, m.strides, m.suboffsets, m.readonly, m.c_contiguous, m.f_contiguous, m.contiguous, m.obj
m[::2].strides, m[::-2].strides, m[::2].c_contiguous, m[::2].contiguous, m[3:3].shape, m[::2].nbytes, m[5:2].tolist(), a.itemsize, a.format, a[::-1].tolist(), d.format
m[0], m[-1], m[1:3].tobytes(), bytes(m[::3]), m[True]
m[8]
m["a"]
m[1.0]
m[0] = 1 if 0 else 0
b"c" in m, 99 in m, list(m[:2]), list(reversed(m[:2])), m.index(99), m.count(97), max(m), sorted(m)[:2]
m.index(1)
m.tolist() == list(b"abcdefgh"), a.tolist(), a.hex(), m.hex(" ", 4), bytes(a) == a.tobytes()
bytes(d[:1].cast("B"))
memoryview(5)
memoryview("a")
memoryview()
memoryview(object=b"x").tobytes(), memoryview(m) == m, memoryview(m).obj is m.obj
m.__getitem__(...) is m, m[...] is m, memoryview(b"x").cast("B", ())[()] if 0 else None
memoryview(b"x").cast("B", [])[()]
memoryview(b"x").cast("B", []).tolist(), memoryview(b"x").cast("B", []).shape
len(memoryview(b"x").cast("B", []))""".splitlines():
    show(source, space)
for statement in ("w[0] = 65", "w[0] = 256", "w[0] = 'a'", "w[0] = b'a'", "w[8] = 1", "w[0:2] = b'xy'", "w[0:2] = b'xyz'", "w[0:2] = 'xy'", "w[0:2] = [1, 2]", "w[::2] = b'1234'", "w[:4] = w[4:]", "w[1:5] = w[0:4]", "w[::-1] = w", "m[0] = 1", "m[0:1] = b'x'", "w.toreadonly()[0] = 1", "w.cast('H')[0] = 70000", "w.cast('h')[1] = -2", "w.cast('f')[0] = 'x'", "w.cast('?')[0] = []", "w.cast('c')[0] = b'Z'", "w.cast('c')[0] = 5", "w.cast('b')[0] = 128", "w.cast('H')[0:2] = w.cast('h')[0:2]", "w.cast('B', [2, 4])[1, 1] = 0", "w.cast('B', [2, 4])[0] = 1", "w.cast('B', [2, 4])[0:1] = b'x'", "w.cast('q')[0] = 2**63", "w[0] = 2.5", "w['a'] = 1", "w.format = 'b'", "m.obj = 1"):
    try:
        exec(statement)
        print(statement, w.tobytes())
    except Exception as e:
        print(statement, type(e).__name__, e)
