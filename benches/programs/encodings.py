"""Bytes by hand: base 64, 32 and 85, checksums, `struct`, a `pickle` written in Python, bit fields, arrays of numbers."""

import array
import base64
import io
import pickle
import struct


def checksum(data):
    low, high = 1, 0
    for byte in data:
        low = (low + byte) % 65521
        high = (high + low) % 65521
    return high << 16 | low


def packed(numbers):
    """Variable length: seven bits a byte."""
    out = bytearray()
    for number in numbers:
        while number > 127:
            out.append(number & 127 | 128)
            number >>= 7
        out.append(number)
    return bytes(out)


def unpacked(data):
    numbers, number, shift = [], 0, 0
    for byte in data:
        number |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            numbers.append(number)
            number = shift = 0
    return numbers


def moved(front, letter):
    """The place of a letter, which moves to the front."""
    place = front.index(letter)
    return place, front[place : place + 1] + front[:place] + front[place + 1 :]


def main(n):
    data = bytes(range(256)) * 2
    record = {"id": 7, "names": ["low", "high"], "levels": (1.5, None, True, 2**70), "nested": {"a": [b"x", {}]}}
    result = 0
    for i in range(n):
        part = data[i % 64 : i % 64 + 150]
        for encode, decode in (
            (base64.b64encode, base64.b64decode),
            (base64.b32encode, base64.b32decode),
            (base64.b85encode, base64.b85decode),
            (base64.b16encode, base64.b16decode),
        ):
            result += decode(encode(part)) == part
        out = io.BytesIO()
        pickle._Pickler(out, 4).dump([record, record, i])
        result += pickle._loads(out.getvalue())[2] + checksum(part)
        result += sum(unpacked(packed(range(i, i + 3000, 100))))
        head = struct.pack("<4sHI", b"TIDE", i % 65536, len(part)) + part
        result += struct.unpack_from("<4sHI", head)[2]
        front = list("tideflow")
        for letter in "flowtide":
            place, front = moved(front, letter)
            result += place
        levels = array.array("d", [0.0] * 40)
        for k in range(1, 40):
            levels[k] = levels[k - 1] * 0.5 + (k ^ i) ** 0.5
        result += int(sum(levels))
    return result


WORK = 60
