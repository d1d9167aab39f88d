# `to_bytes` and `from_bytes` of every length, order and sign, at the ends of what fits.
failed = 0
for length in (*range(0, 12), 16, 17, 40):
    ends = {0, 1, -1, 127, 128, 255, 256, -128, -129}
    for bits in 8 * length - 1, 8 * length, 8 * length + 1, 47, 48, 49, 62, 63, 64, 65:
        if bits >= 0:
            ends |= {n * 2**bits + d for n in (1, -1) for d in (-1, 0, 1)}
    line = []
    for number in sorted(ends):
        for order in "big", "little":
            for signed in False, True:
                try:
                    made = number.to_bytes(length, order, signed=signed)
                except OverflowError as e:
                    failed += 1
                    line.append(str(e)[-10:])
                    continue
                back = int.from_bytes(made, order, signed=signed), int.from_bytes(bytearray(made), order, signed=signed)
                assert back == (number, number), (back, number, order, signed)
                line.append(made.hex())
    print(length, len(line), sum(map(len, line)), line[:24])
print(failed)
for number in 0, 1, -1, 255, -256, 2**48 - 1, 2**48, -(2**48), 2**64, -(2**100), True:
    print(number.bit_length(), number.bit_count(), number.__int__(), number.__index__(), number.conjugate(), number.real,
          number.numerator, number.__trunc__(), number.__floor__(), number.__ceil__(), number.__round__(), number.__getnewargs__())


class Int(int):
    pass


print(type(Int.from_bytes(b"\1\2")).__name__, Int.from_bytes(b"\1\2"), Int(258).to_bytes(2), True.to_bytes(1), type(Int(3).real).__name__)
print(int.from_bytes(b""), int.from_bytes(b"", signed=True), int.from_bytes([1, 2]), (5).to_bytes(), (300).to_bytes(4, "little"))
for call in (
    lambda: (1).to_bytes(-1),
    lambda: (-1).to_bytes(2),
    lambda: (-1).to_bytes(-1),
    lambda: (256).to_bytes(),
    lambda: (1).to_bytes(1, "middle"),
    lambda: (1).to_bytes(1, 3),
    lambda: (1).to_bytes("a"),
    lambda: int.from_bytes(b"a", "middle"),
    lambda: int.from_bytes("a"),
    lambda: int.from_bytes(3),
    lambda: int.from_bytes([256]),
    lambda: int.to_bytes("a"),
    lambda: int.bit_length(1.0),
):
    try:
        print(call())
    except (TypeError, ValueError, OverflowError) as e:
        print(type(e).__name__, e)
