# memoryview.cast, its refusals, release and what released views still answer.
def show(source, space=globals()):
    try: print(source, "->", repr(eval(source, space)))
    except Exception as e: print(source, "->", type(e).__name__, e)

b = bytearray(range(12))
m = memoryview(b)
for source in ("m.cast('H').tolist()", "m.cast('b', [3, 4]).tolist()", "m.cast('B', (2, 2, 3)).shape", "m.cast('B', [3, 4])[1, 2]", "m.cast('B', [3, 4])[1]", "m.cast('B', [3, 4])[1:2].tolist()", "m.cast('I').nbytes", "m.cast('B', [5])", "m.cast('x')", "m.cast('H').cast('I')", "m.cast('H').cast('B').cast('I').itemsize", "m[:5].cast('H')", "m[::2].cast('B')", "m.cast('B', [0])", "m.cast('B', 'ab')", "m.cast('B', [-1])", "m.cast('B', [3, 4], 1)", "m.cast(5)", "m.cast('@H').format", "m.cast('<H')", "m.cast('c')[0]", "m.cast('?')[0]", "m.cast('B', []) ", "memoryview(b'a').cast('B', [])[()]", "m.cast('d')"): show(source)
h = m.cast("H")
def store(v, i, x):
    try: v[i] = x; print("stored", bytes(b[:4]))
    except Exception as e: print(type(e).__name__, e)
store(h, 0, 258); store(h, 0, 65536); store(h, 0, -1); store(h, 0, "x"); store(h, 6, 1); store(m, slice(0, 2), b"ab"); store(m, slice(0, 2), b"abc"); store(m, 0, b"a"); store(m.cast("c"), 0, b"z"); store(m.cast("c"), 0, 5); store(m.toreadonly(), 0, 1); store(m, slice(0, 2), h[:1]); store(m.cast("B", [3, 4]), (0, 0), 9); store(m.cast("B", [3, 4]), 0, 9)
h.release(); print(repr(h).startswith("<released memory"))
for source in ("h[0]", "h.nbytes", "len(h)", "h.tolist()", "hash(h)", "h == h", "h == m", "h.obj", "h.release()", "h.format", "h.cast('B')", "h.readonly"): show(source)
with memoryview(b) as v:
    try: b.append(1)
    except BufferError as e: print(e)
try: v[0]
except ValueError as e: print(e)
for source in ("hash(memoryview(b'abc')) == hash(b'abc')", "hash(m)", "hash(memoryview(b'abcd').cast('H'))", "memoryview(b'ab') == b'ab'", "memoryview(b'ab') == memoryview(b'xab')[1:]", "memoryview(b'abcd').cast('h') == memoryview(b'abcd')", "memoryview(b'a') < b'b'", "memoryview(5)", "m.hex(':', 4)", "m.tobytes('F')", "m.tobytes('Q')", "m.contiguous, m[::2].contiguous, m.strides, m.suboffsets, m.ndim", "m.index(5)", "m.index(99)", "m.count(3)", "5 in m", "list(reversed(m))[:2]", "next(iter(m.cast('B', [3, 4])))", "m.cast('B', [3, 4]).tolist()[2]"): show(source)
