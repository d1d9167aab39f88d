# A class with `__buffer__` is bytes-like everywhere (PEP 688): what asks for its buffer, with which flags, and when it
# gives it back, is what such a class relies on to keep its memory alive.
import array
import binascii
import collections.abc
import hashlib
import inspect
import struct
import sys
import zlib
from inspect import BufferFlags


class Exporter:
    def __init__(self, data):
        self.data = data
        self.users = 0

    def __buffer__(self, flags):
        self.users += 1
        print("   ask", BufferFlags(flags)._name_ or flags, end=";")
        return memoryview(self.data)

    def __release_buffer__(self, view):
        self.users -= 1
        print("   give back", view.tobytes()[:8])
        view.release()


def attempt(what, action):
    print(what)
    try:
        print("  ", action())
    except Exception as e:
        print("  ", type(e).__name__, e)


hello, change = Exporter(b"hello"), Exporter(bytearray(b"change"))
for what, action in {
    "bytes": lambda: bytes(hello), "bytearray": lambda: bytearray(hello), "join": lambda: b"-".join([hello, b"x"]),
    "concat": lambda: b"ab" + hello, "find": lambda: b"ahello".find(hello), "in": lambda: hello in b"a hello",
    "from_bytes": lambda: int.from_bytes(hello, "big"), "unpack": lambda: struct.unpack("5s", hello),
    "hexlify": lambda: binascii.hexlify(hello),
    "md5": lambda: hashlib.md5(hello).hexdigest(), "crc32": lambda: zlib.crc32(hello), "%s": lambda: b"<%s>" % hello,
    "int": lambda: int(Exporter(b" 12 ")), "float": lambda: float(Exporter(b"1.5")), "str": lambda: str(hello, "ascii"),
    "fromhex": lambda: bytes.fromhex(Exporter(b"61 62")), "split": lambda: b"a,b".split(Exporter(b",")),
    "startswith": lambda: b"hello you".startswith(hello), "strip": lambda: b"hello".strip(Exporter(b"ho")),
    "eval": lambda: eval(Exporter(b"1+1")), "replace": lambda: b"xhellox".replace(hello, b"-"),
    "==": lambda: b"hello" == hello, "extend": lambda: change.data.extend(hello) or change.data,
    "isinstance": lambda: (isinstance(hello, collections.abc.Buffer), issubclass(Exporter, collections.abc.Buffer)),
}.items():
    attempt(what, action)
print(hello.users, change.users)

print("-- one export, several views")
view = memoryview(change)
part, wide = view[1:4], view.cast("b")
print(type(view.obj).__name__, view.readonly, change.users)
part[0] = 72
for each in (view, wide, part):
    print("release", end=" ")
    each.release()
print(change.data, change.users)
with memoryview(hello) as view:
    with view[::-2] as odd:
        print(view.readonly, view.format, view.shape, bytes(odd))


class Picky:
    def __buffer__(self, flags):
        if flags & BufferFlags.WRITABLE:
            raise BufferError("not to be written")
        return memoryview(b"fixed")


for flags in (BufferFlags.SIMPLE, BufferFlags.FULL_RO, BufferFlags.WRITABLE):
    attempt(flags, lambda: memoryview._from_flags(Picky(), flags).tobytes())


class Wrong:
    def __init__(self, answer):
        self.answer = answer

    def __buffer__(self, flags):
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


for answer in (b"bytes", None, KeyError("no")):
    for what, use in (("view", memoryview), ("bytes", bytes), ("join", lambda b: b"".join([b])), ("int", int),
                      ("+", lambda b: b"" + b), ("unpack", lambda b: struct.unpack("b", b))):
        attempt((what, answer), lambda: use(Wrong(answer)))

print("-- subclasses of what has a buffer")


class Told(bytearray):
    def __release_buffer__(self, view):
        for use in (memoryview, lambda v: v.cast("b"), lambda v: v.toreadonly(), lambda v: v[:1], lambda v: v.tolist()):
            attempt("restricted", lambda: use(view))
        super().__release_buffer__(view)
        attempt("released", lambda: view.tobytes())


told = Told(b"xy")
with memoryview(told) as view:
    attempt("clear", told.clear)
    print(view.obj is told)
told.clear()
print(told)


class Elsewhere(bytearray):
    def __buffer__(self, flags):
        return memoryview(b"elsewhere") if flags else super().__buffer__(flags)

    def __release_buffer__(self, view):
        attempt("super", lambda: super(Elsewhere, self).__release_buffer__(view))


with memoryview(Elsewhere(b"own")) as view:
    print(view.tobytes())
print(bytes(Elsewhere(b"own")))


class Fails:
    def __buffer__(self, flags):
        return memoryview(b"1")

    def __release_buffer__(self, view):
        raise ValueError("cannot")


def hook(told):
    print(told.err_msg, repr(told.exc_value), told.object)


sys.unraisablehook = hook
print(bytes(Fails()))
for kind in (bytes, bytearray, memoryview, array.array):
    print(kind.__name__, hasattr(kind, "__buffer__"), hasattr(kind, "__release_buffer__"))
attempt("writable", lambda: b"x".__buffer__(1))
attempt("flags", lambda: memoryview._from_flags(b"x", 1 << 70))
