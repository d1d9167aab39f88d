# A size that no memory holds is refused by an exception: it never ends the process, and never makes it wait.
import array
import collections
import io
import itertools
import os
import random
import struct

HUGE = 2**50


class Hint:
    def __iter__(self):
        return iter((1, 2))

    def __length_hint__(self):
        return HUGE


def sought(file, at, data):
    file.seek(at)
    file.write(data)


def grown(sequence):
    sequence *= HUGE
    return sequence


REQUESTS = {
    "array": lambda: array.array("b", b"x") * HUGE,
    "array of doubles": lambda: array.array("d", [1.0]) * HUGE,
    "array *=": lambda: grown(array.array("b", b"x")),
    "bytes": lambda: bytes(HUGE),
    "bytearray": lambda: bytearray(HUGE),
    "bytearray *=": lambda: grown(bytearray(b"x")),
    "bytes *": lambda: b"x" * HUGE,
    "str *": lambda: "x" * HUGE,
    "str *, product beyond 64 bits": lambda: "xy" * (2**63 - 1),
    "list *": lambda: [0] * HUGE,
    "list *=": lambda: grown([0]),
    "tuple *": lambda: (0,) * HUGE,
    "deque *": lambda: collections.deque([1]) * HUGE,
    "str.ljust": lambda: "x".ljust(HUGE),
    "str.rjust": lambda: "x".rjust(HUGE),
    "str.center": lambda: "x".center(HUGE),
    "str.zfill": lambda: "x".zfill(HUGE),
    "bytes.ljust": lambda: b"x".ljust(HUGE),
    "bytes.rjust": lambda: b"x".rjust(HUGE),
    "bytes.center": lambda: b"x".center(HUGE),
    "bytes.zfill": lambda: b"x".zfill(HUGE),
    "bytearray.zfill": lambda: bytearray(b"x").zfill(HUGE),
    "str.expandtabs": lambda: "\t".expandtabs(HUGE),
    "bytes.expandtabs": lambda: b"\t".expandtabs(HUGE),
    "%*d": lambda: "%*d" % (HUGE, 1),
    "%.*f": lambda: "%.*f" % (HUGE, 1),
    "%s": lambda: "%1125899906842624s" % "a",
    "bytes %d": lambda: b"%1125899906842624d" % 1,
    "bytes %f": lambda: b"%.1125899906842624f" % 1,
    "format int": lambda: f"{1:1125899906842624}",
    "format int with zeros": lambda: f"{1:01125899906842624}",
    "format float": lambda: f"{1.5:1125899906842624}",
    "format complex": lambda: f"{1j:1125899906842624}",
    "format precision": lambda: format(1.5, ".1125899906842624f"),
    "format str": lambda: "{:>1125899906842624}".format("a"),
    "format nested": lambda: "{:>{}}".format("a", HUGE),
    "to_bytes": lambda: (1).to_bytes(HUGE),
    "BytesIO": lambda: sought(io.BytesIO(), HUGE, b"x"),
    "BytesIO at the end of all numbers": lambda: sought(io.BytesIO(), 2**63 - 1, b"x"),
    "StringIO": lambda: sought(io.StringIO(), HUGE, "x"),
    "StringIO at the end of all numbers": lambda: sought(io.StringIO(), 2**63 - 1, "x"),
    "pack s": lambda: struct.pack("%ds" % HUGE, b""),
    "pack x": lambda: struct.pack("%dx" % HUGE),
    "urandom": lambda: os.urandom(HUGE),
    "os.read": lambda: os.read(-1, HUGE),
    "getrandbits": lambda: random.getrandbits(HUGE),
    "randbytes": lambda: random.randbytes(HUGE),
    "<<": lambda: 1 << HUGE,
    "<< beyond 64 bits": lambda: 1 << 2**70,
    "list of a hint": lambda: list(Hint()),
    "display of a hint": lambda: [*Hint()],
    "extended by a hint": lambda: [].extend(Hint()),
    "sorted of a hint": lambda: sorted(Hint()),
    "bytes of a hint": lambda: bytes(Hint()),
    "list of a range": lambda: list(range(HUGE)),
    "list of a long range": lambda: list(range(2**70)),
    "list of repeat": lambda: list(itertools.repeat(1, HUGE)),
    "bytes of repeat": lambda: bytes(itertools.repeat(1, HUGE)),
    "product": lambda: itertools.product(range(10), repeat=HUGE),
}

for name, request in REQUESTS.items():
    try:
        made = request()
    except Exception:
        print(name, "refused")
    else:
        print(name, type(made).__name__, "made")

# What only says that it would be much is no reason to refuse.
print(0 << 2**70, 1 >> 2**70, tuple(Hint()), set(Hint()), bytearray(Hint()))
