# A memoryview shares its buffer and locks a bytearray's size.
a = bytearray(b"hello")
m = memoryview(a)
m[0] = 74
m[1:3] = b"EL"
print(a, m[1], bytes(m[1:4]), m.tolist(), len(m), m.readonly, m.format, m.itemsize, m.nbytes, m.shape, m.ndim, m == b"JELlo", m[::-1].tobytes())
try: a.append(1)
except BufferError as e: print(e)
m.release()
a.append(33)
print(a)
try: m[0]
except ValueError as e: print(e)
r = memoryview(b"abc")
for f in (lambda: r.__setitem__(0, 1), lambda: memoryview("a"), lambda: r[5], lambda: r["a"], lambda: memoryview(bytearray(2)).__setitem__(0, 300), lambda: memoryview(bytearray(2)).__setitem__(slice(0, 2), b"abc"), lambda: r.cast("I")):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
with memoryview(bytearray(8)) as v:
    w = v.cast("H")
    w[1] = 513
    print(w.tolist(), bytes(v), w.format, w.itemsize, len(w))
    w.release()
print(memoryview(b"ab") == memoryview(b"ab"), memoryview(b"abc").hex(), sorted(memoryview(b"cab")), 98 in memoryview(b"abc"))
