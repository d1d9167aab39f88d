# Ints around the sizes of machine words have layouts and short ways of their own; every operator must agree with the others
# and with CPython across them.
def edges():
    for e in (0, 1, 31, 47, 48, 49, 62, 63, 64, 65, 126, 127, 128, 129, 191, 192, 256, 511, 1023, 1024, 1025, 1600, 3000):
        for d in (-1, 0, 1):
            yield (1 << e) + d
            yield -(1 << e) - d
    x = 12345678901234567
    for n in range(24):
        x = x * 6364136223846793005 + 1442695040888963407
        yield x
        yield -x >> n * 7


EDGES = list(edges())


def digest(values):
    h = 0
    for x in values:
        h = (h * 1000003 ^ x % 1000000007 ^ (x < 0)) & 0xFFFFFFFFFFFFFFFF
    return h


def unary(a):
    yield from (-a, ~a, abs(a), +a, a.bit_length(), a.bit_count(), len(str(a)), int(str(a)), int(hex(a), 16))
    assert -(-a) == a and ~~a == a and (hash(-a) in (-hash(a), -2) or hash(a) == -2), a
    assert hash(a) == hash(a + 0) and (a == 0 or hash(a) == hash(a * a // a))
    try:
        yield int(float(a))
    except OverflowError as e:
        yield len(str(e))


def shifts(a):
    for k in (0, 1, 2, 13, 14, 47, 48, 62, 63, 64, 65, 126, 127, 128, 129, 191, 192, 193, 1000, 3100):
        assert (a << k) >> k == a and a >> k == a // (1 << k) and a << k == a * (1 << k), (a, k)
        yield a << k
        yield a >> k


def pairs(a):
    for b in EDGES:
        s, d, m = a + b, a - b, a * b
        assert s - b == a and d + b == a and (a ^ b) ^ b == a and (a & b) + (a | b) == s, (a, b)
        assert (d < 0) == (a < b) == (b > a) and (d == 0) == (a == b) == (not a != b) and (d <= 0) == (a <= b), (a, b)
        yield from (s, d, m, a & b, a | b, a ^ b)
        if b:
            q, r = divmod(a, b)
            assert q == a // b and r == a % b and q * b + r == a and m // b == a and m % b == 0, (a, b)
            assert 0 <= r < b or b < r <= 0, (a, b)
            yield q
            yield r


for a in EDGES:
    print(str(a)[:24], digest(unary(a)), digest(shifts(a)), digest(pairs(a)))


class Count(int):
    pass


for n in (0, 5, -5, 1 << 48, -(1 << 63), 1 << 64, 1 << 128, -(1 << 2000)):
    c = Count(n)
    c.note = "kept"
    print(c == n, hash(c) == hash(n), type(c + 0) is int, c + 1 == n + 1, -c == -n, c.note, bool(c), (c >> 60) == n >> 60)

for bad in ("1 << 70 << -1", "(1 << 70) >> -1", "(1 << 70) // 0", "(1 << 70) % 0", "divmod(-(1 << 70), 0)", "1 << (1 << 70)"):
    try:
        eval(bad)
    except Exception as e:
        print(bad, type(e).__name__, e)
print((1 << 70) >> (1 << 70), -(1 << 70) >> (1 << 70), 0 << (1 << 70))
print(float((1 << 127) - 1), float((1 << 64) + (1 << 11)), float((1 << 64) + (1 << 11) + 1), float(-(1 << 126) - 1))
