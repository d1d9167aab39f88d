# Short texts, bytes, numbers, lists and sets are made by ways of their own: their results, and their errors, are those of the long ways.
class T(str):
    pass


for s in ("", "a", "abc", " a b\t", "it's", 'say "x"', "a\\b", "\n", "é", "\x7f", "x" * 126, "x" * 127, "x" * 128, "x" * 129, "日本", "\ud800"):
    print(ascii(repr(s)), ascii("%r" % s), ascii("%r|%5r" % (s, s)), ascii(f"{s!r}"), ascii([s, (s,), {s: s}]))
    for part in (s.rjust(5), s.ljust(5), s.center(5), s.center(6), s.center(0), s.rjust(128), s.ljust(129), s.rjust(-1), s.strip(),
                 s.lstrip(), s.rstrip(), (" " + s + " \n").strip(), s.replace("a", "b"), s.replace("x", "yy"), s.replace("a", "b", 1),
                 s.replace("é", "e"), s.replace("a", "é"), ",".join([s, s]), "".join([s]), s.join(["1", "2", "3"]), f"{s}{s}", f"{s}{1}{s}",
                 "{:>6}|{:<6}|{:^7}|{:.1}|{}".format(s, s, s, s, s), "{0:{1}}".format(s, "*^9"), "{!r:>8}".format(s), s + s):
        print(len(part), ascii(part)[:40], end=" ")
    print(s < "b", s <= "a", s > "é", s >= s, T(s) < s, T(s).strip() == s.strip(), type(T(s).strip()).__name__, type(T(s).rjust(0)).__name__)
for b in (b"", b"abc", b"a.b.c", bytes(range(256)), b"x" * 300):
    print(b.replace(b"a", b"z")[:20], b.replace(b".", b"")[:20], b.replace(b"a", b"z", 1)[:9], b.hex()[:40], b.hex(":")[:40], b.hex("-", -2)[:40])
    print(b.translate(bytes(range(255, -1, -1)))[:9], b.translate(None, b"a")[:9], b.translate(bytes(256), b"a")[:9], b" ".join([b, b])[-9:])
    print(bytearray(b)[:9], bytearray(b).replace(b"a", b"q")[:9], bytearray(b"ab").join([b, bytearray(b)])[-9:], bytearray(b) + b == b + b)
    array = bytearray(b); array += b; array[1:1] = b"12345"; array[2:4] = b""; array[0:3] = b"xyzw"; print(len(array), array[:12])
for bad in (lambda: b"".translate(b"12"), lambda: b",".join([b"a", "b"]), lambda: ",".join(["a", b"b"]), lambda: bytearray("a"), lambda: bytearray(b"a", "x"),
            lambda: list(5), lambda: list([1], 2), lambda: set(5), lambda: frozenset(5), lambda: set([1], 2), lambda: set([[]]), lambda: set("ab", "c"),
            lambda: int("1" * 5000), lambda: int("12_"), lambda: "{:d}".format("a"), lambda: "{:5.2}".format(3), lambda: "{:s}".format(3), lambda: "{:q}".format(1.5),
            lambda: "{:>5}".format([]), lambda: "%(a)s" % 5, lambda: "%(a)s" % (1,), lambda: "%(a" % {}, lambda: "%(a)" % {"a": 1}, lambda: "%(a)s %s" % {"a": 1},
            lambda: "%(b)s" % {"a": 1}, lambda: "%(a)d" % {"a": "x"}, lambda: (1 << 2000) / 3, lambda: (1 << 70) / 0, lambda: sorted([1, "a"]), lambda: sorted([[], {}])):
    try:
        print(ascii(bad())[:60])
    except Exception as e:
        print(type(e).__name__, e)


def numbers():
    x = 12345678901234567
    for bits in (3, 40, 52, 53, 60, 63, 64, 65, 70, 100, 120, 126, 127, 128, 200, 500, 513):
        for _ in range(4):
            x = x * 6364136223846793005 + 1442695040888963407 & (1 << 64) - 1
            n = pow(x | 1, 9) & (1 << bits) - 1
            yield n
            yield -n


everything = list(numbers())
for a in everything:
    assert int(str(a)) == a and int(" %d " % a) == a and str(a) == "%s" % a == f"{a}" == repr(a) == str(a + 1 - 1)
    print(str(a)[-30:], len(str(a)), [repr(a / b) for b in everything[::9] if b][:9])
    print("%d %5d %05d %-8d| %+d %x %.3d %X %o" % (a % 1000, a % 77, a % 5, -a % 9, a % 13, a % 4096, a % 7, a % 65536, a % 64), end=" ")
print()
for make in (lambda v: sorted(v), lambda v: sorted(v, reverse=True), lambda v: sorted(v, key=str)):
    for v in ([], [3, 1, 2], [3.5, -0.0, 0.0, 1.0], ["b", "a", "é", "a"], [1, 2.5, True], list(range(50, 0, -1)), [str(i) for i in range(40)],
              [(2, 1), (1, 2)], [1 << 70, 5, -(1 << 70)]):
        w = make(v); print(w[:12], [i for i, x in enumerate(w[:9]) if any(x is y for y in v)][:9])
print([1, 2] * 3, [[]] * 2, 3 * [1], [1] * 0, [] * 5, [1] * -1)
l = [1, 2]; m = l; l *= 3; print(m, m is l); l *= 0; print(m)
print(list({1: 2, 3: 4}), list({5}), list(range(5)), list(range(9, 0, -4)), list(range(0)), list("aé"), list(b"ab"), list(zip("ab", [1, 2])), list(map(str, (1, 2))),
      list(enumerate("ab")), list(iter([1, 2])), list(x for x in (1, 2)), set("hello") == set(list("hello")), sorted(frozenset("abcab")), len(set("éab")))
a, b = {1, 2, 3, 1 << 70}, frozenset({2, 3.0, "x", 1 << 70})
print(len(a - b), len(b - a), len(a & b), len(b & a), len(a | b), len(a ^ b), a <= b, a & b <= a, {1} < {1, 2}, {1.0} <= {1}, {True} == {1}, a == b, {1, 2} != {2, 1})
try:
    a % b
except TypeError as e:
    print(e)
d, e = {1: "a", "k": [1], 1.5: None}, {"k": [1], 1.0: "a", 1.5: None}
print(d == e, d != e, d == {1: "a"}, [1, 2] == [1, 2.0], [1, [2]] < [1, [3]], (1, 2) <= (1, 2), (1, "a") < (1, "b"), [1] < [1, 0], [float("nan")] == [float("nan")])
