"""Bytes: packing, checksums, run lengths, a `bytearray` changed in place, `memoryview`."""

import io
import struct
import zlib

HEADER = struct.Struct("<4sHIq")


def checksum(data):
    a, b = 1, 0
    for byte in data:
        a = (a + byte) % 65_521
        b = (b + a) % 65_521
    return b << 16 | a


def run_lengths(data):
    out = bytearray()
    i = 0
    while i < len(data):
        j = i
        while j < len(data) and data[j] == data[i] and j - i < 255:
            j += 1
        out += bytes((j - i, data[i]))
        i = j
    return bytes(out)


def main(n):
    block = bytes(k // 3 % 256 for k in range(600))
    result = 0
    for i in range(n):
        stream = io.BytesIO()
        for k in range(20):
            stream.write(HEADER.pack(b"page", k, i * k, -k))
        stream.seek(0)
        while head := stream.read(HEADER.size):
            name, number, size, offset = HEADER.unpack(head)
            result += number + size + offset + len(name)
        result += checksum(block) + len(run_lengths(block))
        buffer = bytearray(block)
        for k in range(0, 600, 7):
            buffer[k] ^= 0x5A
        result += sum(memoryview(buffer)[100:200]) + zlib.crc32(buffer) % 7
        result += len(buffer.replace(b"\x00", b"zero").hex()) + block.find(b"\x10\x10\x11")
    return result


WORK = 400
