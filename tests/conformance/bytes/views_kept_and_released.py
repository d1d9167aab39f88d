# memoryview and its owner: exports that lock, chains of views, release in every order, with blocks, garbage, and threads of slices.
import array
import gc
import io


def attempt(*statements):
    space = {"array": array, "io": io, "gc": gc}
    for s in statements:
        try:
            try: code = compile(s, "s", "eval")
            except SyntaxError: exec(s, space); continue
            print(s, "->", eval(code, space), end="; ")
        except Exception as e: print(s, "->", type(e).__name__, e, end="; ")
    print()


attempt("b = bytearray(b'abcdef')", "m = memoryview(b)", "b.append(1)", "m.release()", "b.append(1)", "b", "m.release()", "m.tobytes()", "m[0]", "m[0] = 1", "len(m)", "m.nbytes", "m.format", "m.obj", "m.readonly", "m.shape", "m == m", "m == b", "m != 1", "hash(m)", "repr(m)[:22]", "list(m)", "m.cast('B')", "m.tolist()", "m.hex()", "bytes(m)", "memoryview(m)", "m.toreadonly()", "1 in m", "with_ = m.__enter__()", "m.__exit__(None, None, None)")
attempt("b = bytearray(b'abc')", "m = memoryview(b)", "n = m[1:]", "m.release()", "b.pop()", "n[0]", "n.release()", "b.pop()", "b")
attempt("b = bytearray(b'abc')", "m = memoryview(b)", "n = memoryview(m)", "k = n.cast('B', [3, 1])", "m.release()", "n.release()", "k.tolist()", "b.clear()", "k.release()", "b.clear()", "b")
attempt("b = bytearray(b'abc')", "exec('with memoryview(b) as m: m[0] = 90\\n')", "b", "b.extend(b'x')", "m.tobytes()")
attempt("b = bytearray(b'abc')", "m = memoryview(b)", "i = iter(m)", "next(i)", "m.release()", "next(i)", "list(i)")
attempt("b = bytearray(b'abcd')", "ms = [memoryview(b)[i:] for i in range(3)]", "b.append(0)", "del ms", "gc.collect() >= 0", "b.append(0)", "b")
attempt("m = memoryview(b'abc')", "m.release()", "m.release()", "m.obj", "str(m)[:9]")
attempt("a = array.array('h', [1, 2, 3])", "m = memoryview(a)", "a.append(4)", "m[0] = 9", "a", "m[1:] = array.array('h', [7, 8])", "a", "m[1:] = b'abcd'", "m[:1] = memoryview(a)[2:3]", "a.tolist()", "m.release()", "a.append(5)", "a.tolist()")
attempt("f = io.BytesIO(b'abcdef')", "v = f.getbuffer()", "v[0:2] = b'XY'", "f.getvalue()", "f.truncate(1)", "v.release()", "f.truncate(1)", "f.getvalue()")
attempt("b = bytearray(8)", "m = memoryview(b)", "m.cast('i')[0] = -1", "m.cast('d')[0] = 1.5", "b", "m.cast('h', [2, 2])[1, 1] = 258", "b", "m[::2] = b'1234'", "b", "m[::-1][0:2] = b'zy'", "b", "m[2:4], m[4:6] = bytes(m[4:6]), bytes(m[2:4])", "b", "m[:] = m[::-1]", "b")
attempt("b = bytearray(b'abcdef')", "m = memoryview(b)", "m[1:4] = m[0:3]", "b", "b[:] = b'abcdef'", "m[0:3] = m[1:4]", "b", "m[::2] = m[1::2]", "b", "b.find(m[0:1])", "b.replace(m[0:1], b'Q')", "b.join([m[0:1], m[1:2]])", "b.startswith(m[:2])", "b == m", "b in [m]", "b + m", "m + b", "b'%s' % m[0:2]", "b.__contains__(m[1:3])", "b.split(m[1:2])", "int(m[0:1].tobytes() * 0 + b'7')", "int(memoryview(b'12'))", "float(memoryview(b'1.5'))", "str(m, 'ascii')", "bytes(m[::2])", "bytearray(m)[1]", "b.translate(None, m[0:1])", "b.strip(m[0:1])", "sorted(m)[:2]", "m.index(b[1])", "m.count(b[0])", "max(m), min(m)", "[*m][:2]", "m[-1]", "m[True]", "m[10]", "m['a']", "m[1, 2]", "m[1.0]", "m[None]", "del m[0]" if 0 else "m.tobytes()[:2]")
attempt("m = memoryview(b'abcd').cast('B', [2, 2])", "m[0, 0], m[1, -1]", "m[0]", "m[2, 0]", "m[0, 0, 0]", "m[0, 'a']", "m[:, 0]", "m[0:1].shape", "len(m)", "m.tolist()", "list(m)", "bytes(m)", "m == memoryview(b'abcd')", "m == memoryview(b'abcd').cast('B', [2, 2])", "m.cast('B')[3]", "m.cast('B', [4, 1]).tolist()" if 0 else "m.ndim", "hash(m) == hash(b'abcd')", "1 in m", "m.contiguous", "m.toreadonly().readonly", "m[...] is m", "m[()]")
