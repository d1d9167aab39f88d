# str(bytes, encoding) and bytes(str, encoding) know the codecs that encode() and decode() know, those of the program included.
def t(f):
    try:
        print(repr(f()))
    except BaseException as e:
        print(type(e).__name__, e)

import codecs

for name in ("iso8859-15", "cp037", "koi8-r", "cp1252", "mac-roman"):
    t(lambda: bytes("a\xe9", name))
    t(lambda: bytearray("a\xe9", name, "replace"))
    t(lambda: str(b"a\xe9", name))
    t(lambda: str(bytearray(b"a\xe9"), encoding=name, errors="replace"))
    t(lambda: str(memoryview(b"a\xe9"), name))


def search(name):
    if name == "made_up":
        return codecs.CodecInfo(lambda s, e="strict": (b"<" + s.encode() + b">", len(s)), lambda b, e="strict": ("bar", len(b)), name=name)
    if name == "wrong":
        return codecs.CodecInfo(lambda s, e="strict": (42, 42), lambda b, e="strict": (b"x", 1), name=name)


codecs.register(search)
for name in ("made-up", "wrong", "none-such", "rot13"):
    t(lambda: bytes("x", name))
    t(lambda: bytearray("x", name))
    t(lambda: str(b"x", name))
    t(lambda: "x".encode(name))
    t(lambda: b"x".decode(name))
t(lambda: str(3, "made-up"))
t(lambda: str("x", "made-up"))
