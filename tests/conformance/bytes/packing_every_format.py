# struct: each format with its limits, counts and padding, unpacking from odd buffers, iterators, and compiled Structs as objects.
import array
import pickle
import struct
from struct import Struct, calcsize, iter_unpack, pack, pack_into, unpack, unpack_from

for order in "<>":
    for code, values in (("b", (-128, 127, 128, -129, 1.0, "a")), ("B", (0, 255, 256, -1)), ("h", (-32768, 32767, 32768)), ("H", (65535, 65536, -1)), ("i", (-2**31, 2**31 - 1, 2**31)), ("I", (2**32 - 1, 2**32, -1)), ("q", (-2**63, 2**63 - 1, 2**63)), ("Q", (2**64 - 1, 2**64, -1)), ("e", (1.5, 65504, 65520.0, 1e-8, float("inf"))), ("f", (0.1, 3.4e38, 3.5e38, -0.0)), ("d", (0.1, 10**400, "x")), ("?", (1, 0, [], "x")), ("c", (b"a", b"ab", "a", 97)), ("F", (1j,)), ("D", (1 + 2j,))):
        row = []
        for v in values:
            try: p = pack(order + code, v); row.append((p, unpack(order + code, p)[0]))
            except Exception as e: row.append(f"{type(e).__name__}: {e}")
        print(order + code, *row)
cases = """
pack("<3s5s0s", b"abcd", b"x", b""), pack("<4p", b"abcdef"), pack("<p", b"a"), unpack("<4p", b"\\x02abc"), pack("<2x3h", 1, 2, 3), pack("<3c", b"a", b"b", b"c"), pack("<0i"), pack(""), pack("<hxxb", 1, 2), pack(" < h  b ", 1, 2), pack("!i", 1), pack("=h", 1)
pack("<s", "a")
pack("<s", 5)
pack("<2s", bytearray(b"xy")), pack("<300p", b"a" * 400)[:2]
pack("<h")
pack("<h", 1, 2)
pack("<z", 1)
pack("<h<h", 1, 2)
pack("<3", 1)
pack("<99999999999999999999h", 1)
pack("<n", 1)
pack("<P", 1)
pack(5, 1)
pack(b"<h", 1), pack("<\\u0661h" if 0 else "<h", 1)
pack("é", 1)
pack()
unpack("<h", b"abc")
unpack("<h", b"")
unpack("<h", "ab")
unpack("<hb", b"\\x01\\x00\\x02"), unpack("<2h", bytearray(4)), unpack("<2B", memoryview(b"ab")), unpack("", b""), unpack("<3x", b"abc"), unpack("<?", b"\\x01"), unpack("<5s", b"ab\\0cd"), unpack("<h", array.array("b", [1, 2]))
unpack_from("<h", b"\\0\\1\\0\\2", 2), unpack_from("<b", b"abc", offset=-1), unpack_from("<h", buffer=b"ab"), unpack_from("", b"", 0)
unpack_from("<h", b"abc", 2)
unpack_from("<h", b"abc", -1)
unpack_from("<h", b"abc", -4)
unpack_from("<h", b"abc", "x")
list(iter_unpack("<h", b"\\1\\0\\2\\0")), iter_unpack("<h", b"\\1\\0\\2\\0").__length_hint__(), list(iter_unpack("<bx", b"abcd"))
iter_unpack("<h", b"abc")
iter_unpack("", b"")
calcsize("<bhi"), calcsize("<3s2x"), calcsize("=hq"), calcsize(">100H"), calcsize("<0s"), calcsize("@bh"), calcsize("@bi"), calcsize("@h0i"), calcsize("@b0h")
calcsize("<")
calcsize("q<")
Struct("<hb").size, Struct("<hb").format, Struct(b"<h").format, Struct("<h").pack(1), Struct("<h").unpack(b"\\1\\0"), Struct("<hb") == Struct("<hb"), repr(Struct("<h")), list(Struct("<b").iter_unpack(b"ab")), Struct(format="<h").size
Struct()
Struct(5)
Struct("<h").pack("a")
Struct("<h").pack_into(bytearray(1), 0, 1)
Struct("<h").format.__class__, struct.error.__mro__[1], struct.error.__module__, struct.Struct.__module__ if 0 else 1
pickle.dumps(Struct("<h"))
pack("<e", float("nan"))[1] & 0x7e, unpack("<e", b"\\x01\\x00"), unpack("<f", b"\\xff\\xff\\x7f\\x7f"), unpack(">d", b"\\x7f\\xf0" + bytes(6)), pack("<f", 1e-46), pack("<e", 0.333)
"""
for source in cases.strip().splitlines():
    try:
        print(source, "->", repr(eval(source)))
    except Exception as e:
        print(source, "->", type(e).__name__, e)
buf = bytearray(6)
for args in (("<h", buf, 0, 258), ("<h", buf, -2, -1), ("<h", buf, 5, 1), ("<h", buf, -7, 1), ("<h", b"abc", 0, 1), ("<h", buf, "a", 1), ("<h", buf, 2, 99999), ("<h", array.array("h", [0]), 0, 7), ("<2s", buf, 4, b"z")):
    try: print(args[0], args[2:], pack_into(*args), buf)
    except Exception as e: print(args[0], args[2:], type(e).__name__, e, buf)
class Idx:
    def __index__(self): return 7
print(pack("<b", Idx()), pack("<d", Idx()), pack("<?", Idx()), pack("<3b", True, False, 1))
