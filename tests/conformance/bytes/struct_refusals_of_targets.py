# struct says what is wrong with a target that is read-only, or a float that is too large, in its own words.
import struct
for source in r"""struct.Struct("<h").format, struct.Struct(b"<h").size, struct.Struct("<h").pack(5), repr(struct.Struct("<h"))
struct.pack("<d", 10**400)
struct.pack_into("<h", b"abc", 0, 1)""".splitlines():
    try: print(source, "->", eval(source))
    except Exception as e: print(source, "->", type(e).__name__, e)
