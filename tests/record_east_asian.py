"""The character sets of East Asia as CPython's codecs have them: writes src/stdlib/multibyte/tables.bin.

    CPYTHON tests/record_east_asian.py [FILE]

The file is deflated, and all numbers in it are varints (seven bits a byte, the lowest first). It has a section for
each codec of CODECS, in their order, and one for the ranges of gb18030's four bytes:

    section  = number of the parent's section + 1 (0: none), 1 if the parent's codes are shifted as Shift JIS does
               differences, illegal, exceptions
    ranges   = entries of (code point, linear number), each of which goes for the code points up to the next
               entry; number 0 where they have no four bytes

Differences to the parent's table are `code -> character` (0: none; two characters are `first << 16 | second`). The code
of bytes `8F xx yy` is `1xxyy` in hexadecimal. `illegal` are the bytes that are wrong whatever follows. Exceptions are
`character -> code` (0: none), where the encoder has another code than the first one that decodes to the character.

A list of entries is their number, then all differences of keys, then those of values, zigzagged.
"""

import sys
import zlib
from pathlib import Path

# A codec, its parent, and whether the parent's codes are shifted.
CODECS = [
    ("gb2312", None, False),
    ("gbk", "gb2312", False),
    ("gb18030", "gbk", False),
    ("big5", None, False),
    ("cp950", "big5", False),
    ("big5hkscs", "big5", False),
    ("euc_jp", None, False),
    ("euc_jis_2004", "euc_jp", False),
    ("euc_jisx0213", "euc_jis_2004", False),
    ("shift_jis", "euc_jp", True),
    ("shift_jis_2004", "euc_jis_2004", True),
    ("shift_jisx0213", "shift_jis_2004", False),
    ("cp932", "shift_jis", False),
    ("euc_kr", None, False),
    ("cp949", "euc_kr", False),
    ("johab", "euc_kr", False),
]
TABLES = Path(__file__).parent.parent / "src/stdlib/multibyte/tables.bin"

# The rows of JIS X 0213's second plane, as Shift JIS counts them on behind the first.
SECOND_PLANE = [1, 8, 3, 4, 5, 12, 13, 14, 15, *range(78, 95)]


def varint(number):
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)
    return bytes(out)


def entries(table):
    """The bytes of a list of entries."""
    keys, values, key, value = bytearray(), bytearray(), 0, 0
    for at in sorted(table):
        step = table[at] - value - 1
        keys += varint(at - key)
        values += varint(step << 1 if step >= 0 else ~step << 1 | 1)
        key, value = at, table[at]
    return varint(len(table)) + keys + values


def shifted(code):
    """The code in Shift JIS of one in EUC; None if it has none."""
    plane, row, cell = code >> 16, (code >> 8 & 255) - 0xA1, (code & 255) - 0xA1
    if row < 0 or cell < 0:
        return None
    if plane:
        if row + 1 not in SECOND_PLANE:
            return None
        row = 94 + SECOND_PLANE.index(row + 1)
    lead = row // 2 + (0x81 if row < 62 else 0xC1)
    trail = cell + 0x9F if row % 2 else cell + 0x40 + (cell >= 63)
    return lead << 8 | trail


def bytes_of(code):
    if code > 0xFFFF:
        return b"\x8f" + (code & 0xFFFF).to_bytes(2, "big")
    return code.to_bytes(2 if code > 0xFF else 1, "big")


def code_of(encoded):
    if len(encoded) == 3:
        return 0x10000 | int.from_bytes(encoded[1:], "big")
    return int.from_bytes(encoded, "big")


def decode_table(codec):
    """What codes mean, and which single bytes are illegal."""
    table, illegal, leads = {}, [], []
    for byte in range(256):
        try:
            table[byte] = ord(bytes([byte]).decode(codec))
        except UnicodeDecodeError as error:
            (illegal if error.reason.startswith("illegal") else leads).append(byte)
    codes = [lead << 8 | trail for lead in leads for trail in range(256)]
    if codec.startswith("euc_j"):
        codes += [0x10000 | row << 8 | cell for row in range(0x80, 256) for cell in range(0x80, 256)]
    for code in codes:
        try:
            text = bytes_of(code).decode(codec)
        except UnicodeDecodeError:
            continue
        table[code] = ord(text) if len(text) == 1 else ord(text[0]) << 16 | ord(text[1])
    assert table.pop(0) == 0
    return table, illegal


def encode_exceptions(codec, table):
    """Where the encoder is no inverse of the table, and the four bytes of the characters that have them."""
    inverse, exceptions, linear = {}, {}, {}
    for code in sorted(table):
        inverse.setdefault(table[code], code)
    for c in range(1, 0x30000):
        try:
            encoded = chr(c).encode(codec)
        except UnicodeEncodeError:
            encoded = b""
        if len(encoded) == 8:
            continue
        if len(encoded) == 4:
            a, b, c3, d = encoded
            linear[c] = (((a - 0x81) * 10 + b - 0x30) * 126 + c3 - 0x81) * 10 + d - 0x30 + 1
            encoded = b""
        if code_of(encoded) != inverse.get(c, 0):
            exceptions[c] = code_of(encoded)
    for value, code in inverse.items():
        if value >= 0x30000:
            assert (chr(value >> 16) + chr(value & 0xFFFF)).encode(codec) == bytes_of(code), (codec, hex(code))
    return exceptions, linear


def ranges(linear):
    """The four bytes of the basic plane as `start -> linear number`."""
    out, expected = {}, 0
    for c in range(1, 0x10001):
        number = linear.get(c, 0) if c < 0x10000 else 0
        if number != expected:
            out[c] = number
        expected = number + 1 if number else 0
    return out


def main():
    tables, out, four = {}, bytearray(), {}
    names = [name for name, _, _ in CODECS]
    for codec, parent, shift in CODECS:
        table, illegal = decode_table(codec)
        tables[codec] = table
        base = tables.get(parent, {})
        if shift:
            base = {shifted(code): value for code, value in base.items() if shifted(code)}
        changed = {code: value for code, value in table.items() if base.get(code) != value}
        changed.update({code: 0 for code in base if code not in table})
        exceptions, linear = encode_exceptions(codec, table)
        four = linear or four
        parts = entries(changed), entries({byte: 0 for byte in illegal}), entries(exceptions)
        out += varint(names.index(parent) + 1 if parent else 0) + varint(shift) + b"".join(parts)
        print(codec, len(table), "differences", len(changed), "illegal", illegal, "exceptions", len(exceptions))
    out += entries(ranges(four))
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = deflate.compress(bytes(out)) + deflate.flush()
    print(len(out), "bytes", len(packed), "deflated")
    Path(sys.argv[1] if len(sys.argv) > 1 else TABLES).write_bytes(packed)


main()
