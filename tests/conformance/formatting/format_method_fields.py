# str.format: automatic and numbered fields, attributes, items, nested specs and their errors.
class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y


p = Point(3, 4)
data = {"name": "Ann", "tags": ["x", "y"]}
print("{} {} {}".format(1, "two", 3.0))
print("{1} {0} {1}".format("a", "b"))
print("{p.x}, {p.y} {d[name]} {d[tags][1]}".format(p=p, d=data))
print("{0:>{1}}|{0:^{w}}|{0:*<{w}}".format("mid", 8, w=9))
print("{:,} {:.3e} {:08.2f} {:+} {:x} {:o} {:#b} {:c} {:%}".format(1234567, 12345.678, -3.14159, 5, 255, 8, 5, 65, 0.25))
print("{!r:>8} {!s} {!a}".format("q", "q", "ü"), "{{}}".format(), "{0[0]}{0[-1]}".format({"-1": "neg", 0: "zero"}))
print("{:5}|{:<5}|{:>5}|{:^5}|{:=+5}".format(42, 42, "ab", "ab", 42))
for text, args in (("{} {1}", (1, 2)), ("{0} {}", (1, 2)), ("{2}", (1,)), ("{name}", ()), ("{", ()), ("}", ()),
                   ("{0!x}", (1,)), ("{0.nope}", (1,)), ("{0[k]}", ({},)), ("{:d}", ("s",)), ("{:.2d}", (1,)),
                   ("{:,s}", ("s",)), ("{:1", (1,))):
    try:
        print(text.format(*args))
    except Exception as e:
        print(repr(text), type(e).__name__, e)
print(format(255, "X"), format(1.5), format("s", "3") + "|", format(True), format(True, "d"), format(None))
