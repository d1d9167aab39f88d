# Integers to text and back: bases, grouping, padding, bit operations, to_bytes, digits.
n = 1234567
print(f"{n:,} {n:_} {n:x} {n:#X} {n:b} {n:#o} {n:_b} {n:>12} {n:<12}| {n:^12} {n:012} {n:+} {-n: }")
print(bin(-10), oct(64), hex(-255), int("-0xff", 16), int("0b101", 0), int("z", 36), int(" 12_000 "), int("0o17", 0))
print(n.bit_length(), n.bit_count(), (255).to_bytes(2, "big"), (-2).to_bytes(2, "little", signed=True), int.from_bytes(b"\x01\x00"))
print(7 // 2, -7 // 2, 7 % -3, -7 % 3, divmod(-7, 2), divmod(7, -2), pow(3, 100, 7), pow(3, -1, 7), 2 ** -1)
print(5 & 3, 5 | 3, 5 ^ 3, ~5, 1 << 70, -1 >> 100, (1 << 70) >> 68, -5 >> 1)
print(round(1234, -2), round(1250, -2), round(1350, -2), int(3.99), int(-3.99), int(True), (5).real, (5).is_integer())
print(str(2 ** 200), len(str(3 ** 1000)), 10 ** 25 // 7, -(10 ** 25) // 7, 10 ** 25 % -7)
for bad in (lambda: int("12x"), lambda: int("8", 8), lambda: int("1", 99), lambda: 1 // 0, lambda: 1 % 0, lambda: 1 << -1,
            lambda: (300).to_bytes(1), lambda: pow(2, -1, 4), lambda: int(""), lambda: int(None), lambda: format(1, "s"),
            lambda: pow(1, 2, 0), lambda: int("1", base="x"), lambda: (-1).to_bytes(2)):
    try:
        print(bad())
    except (ValueError, ZeroDivisionError, OverflowError, TypeError) as e:
        print(type(e).__name__, e)
