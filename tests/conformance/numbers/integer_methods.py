# bit_length, to_bytes and friends on negative and big values.
for n in (0, 1, -1, 255, -256, 2 ** 70, -(2 ** 70) + 1):
    print(n, n.bit_length(), n.bit_count(), n.conjugate(), n.numerator, n.denominator, n.real, n.imag, n.is_integer(), n.as_integer_ratio())
print((1024).to_bytes(2, "big"), (1024).to_bytes(4, "little"), (-2).to_bytes(2, "big", signed=True), (0).to_bytes(0), (5).to_bytes(), int.from_bytes(b"\x01\x00"), int.from_bytes(b"\xff\xfe", "big", signed=True), int.from_bytes(b"\x01\x02", "little"), int.from_bytes([1, 2], "big"), int.from_bytes(b""))
for f in (lambda: (256).to_bytes(1), lambda: (-1).to_bytes(1), lambda: (128).to_bytes(1, signed=True), lambda: (1).to_bytes(-1), lambda: (1).to_bytes(1, "middle"), lambda: int.from_bytes("a"), lambda: int.from_bytes(b"a", "x"), lambda: (1).foo, lambda: setattr(1, "x", 2)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
print(round(5), round(15, -1), round(25, -1), round(-35, -1), round(123456, -3), round(5, 2), round(2 ** 70, -20), round(5, -1), round(6, -1), round(True))
print(pow(2, 10, 1000), pow(3, -1, 7), pow(-3, 3, 5), pow(2, 3, -5), pow(0, 0), pow(0, 0, 1), pow(2, -2), divmod(-7, 2), divmod(7, -2), abs(-5), -5 // 2, -5 % 2)
for f in (lambda: pow(2, -1, 4), lambda: pow(2, 3, 0), lambda: 1 // 0, lambda: 1 % 0, lambda: 1 / 0, lambda: divmod(1, 0), lambda: 0 ** -1, lambda: 1 << -1, lambda: 1 >> -1, lambda: pow(2.0, 3, 5), lambda: 0.0 ** -1, lambda: 1.0 // 0, lambda: 1.0 % 0, lambda: 1.5 / 0.0, lambda: divmod(1.0, 0)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
