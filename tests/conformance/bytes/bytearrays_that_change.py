# Every way to change a bytearray in place: items, slices, steps, growth and shrinking, with sources that are the array itself or a view of it.
def attempt(what, *names):
    b = bytearray(b"abcdefgh")
    space = {"b": b}
    try:
        exec(what, space)
        print(what, "->", space["b"], *[space[n] for n in names if n in space])
    except Exception as e:
        print(what, "->", type(e).__name__, e, "|", b)


for what in """b[0] = 65
b[-1] = 255
b[8] = 1
b[-9] = 1
b[0] = 256
b[0] = -1
b[0] = "a"
b[0] = b"a"
b[0] = 1.0
b["x"] = 1
b[0:2] = b"XYZ"
b[0:2] = [1, 2, 3]
b[0:2] = "ab"
b[0:2] = 5
b[0:2] = [256]
b[0:2] = ["a"]
b[:] = b
b[2:4] = b
b[2:2] = b[::2]
b[::2] = b"WXYZ"
b[::2] = b"WXY"
b[::-1] = b
b[1:1] = memoryview(b"view")
b[6:2] = b"ins"
b[::3] = range(3)
b[5:100] = b""
b[-100:2] = bytes(1)
b[::0] = b"x"
b[0:0:2] = b""
b[0:0:2] = b"x"
del b[0]
del b[-1], b[2:4]
del b[::2]
del b[::-3]
del b[9]
del b["a"]
del b[3:1]
b.append(300)
b.append("a")
b.append(105); b.append(True); x = b.append(0)
b.extend(b"ij"); b.extend([1, 2]); b.extend(b); b.extend(range(3))
b.extend("ij")
b.extend(5)
b.extend([1, 2, 300])
b.extend(iter([1, "a"]))
b.extend(memoryview(b"mv"))
b.insert(0, 1); b.insert(-1, 2); b.insert(100, 3); b.insert(-100, 4)
b.insert(0, 256)
b.insert("a", 1)
x = b.pop(); y = b.pop(0); z = b.pop(-2)
b.pop(10)
b.pop("a")
b.clear(); b.pop()
b.remove(99)
b.remove(200)
b.remove("a")
b.remove(300)
b.reverse()
x = b.copy(); x.append(0); y = b is b.copy()
b += b"x"; b += [1, 2]; b += memoryview(b"!")
b += "x"
b += 5
b *= 2
b *= 0
b *= -1
b *= 1.5
b = b + [1]
b = b + memoryview(b"x"); c = b"q" + b; d = type(c)
b = [1] + b
b.resize(3)
b.resize(12)
b.resize(-1)
b.resize("a")
b.resize()
b.__init__(3)
b.__init__(b"new")
b.__init__("new", "ascii")
b.__init__("new")
b.__init__(-1)
v = memoryview(b); b.append(1)
v = memoryview(b); b[2:4] = b"xy"; b[0] = 1; v[1] = 2
v = memoryview(b); b[2:4] = b"x"
v = memoryview(b); b.clear()
v = memoryview(b); b.resize(8); b.resize(9)
v = memoryview(b); b += b""
v = memoryview(b); b += b"x"
v = memoryview(b); b *= 1; b *= 2
v = memoryview(b); b.pop()
v = memoryview(b); b.__init__(8)
v = memoryview(b); del b[0]
v = memoryview(b); b.extend(b""); b.reverse(); v.release(); b.append(33)
with memoryview(b) as v: v[:] = v[::-1]
v = memoryview(b)[2:5]; v[:] = b[0:3]; w = v.tolist()
b.take_bytes()
b.hex = 1
b.__setitem__(0, 1); b.__delitem__(1); b.__iadd__(b"z"); x = b.__imul__(2) is b""".splitlines():
    attempt(what, "x", "y", "z", "c", "d", "w")
b = bytearray(b"xyz")
it = iter(b)
print(next(it)); b.clear(); print(next(it, "end")); b += b"longer"; print(next(it, "still"))
grown = bytearray()
for n in range(1000): grown.append(n % 256)
for n in range(400): del grown[:2]
print(len(grown), grown[0], sum(grown), grown.__alloc__() > len(grown), bytearray(5), bytearray(b"a") * 3, bytearray(range(3)))
