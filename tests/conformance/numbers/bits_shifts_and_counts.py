# Bit operations see ints as endless two's complement: masks, counts and shifts of negative and long values must agree with that.
def twos(n, width):
    return format(n & ((1 << width) - 1), f"0{width}b")


for n in (0, 1, -1, 5, -5, 127, -128, 2**31, -(2**31), 2**64 - 1, -(2**64), -(2**64) - 1):
    print(n, n.bit_length(), n.bit_count(), twos(n, 12), n >> 1, n >> 70, n << 3, ~n, n & -n, n ^ (n << 1))
numbers = [0, 1, -1, 0x55, -0x56, 2**62, -(2**62) + 3, 2**130 + 7, -(2**130) - 9]
for a in numbers:
    print(a, [(a & b, a | b, a ^ b) for b in numbers][::2])
checks = [all((a & b) + (a | b) == a + b and (a ^ b) == (a | b) - (a & b) and ~(a & b) == ~a | ~b for a in numbers for b in numbers),
          all(a << s == a * 2**s and a >> s == a // 2**s for a in numbers for s in (0, 1, 29, 30, 31, 63, 64, 65, 200))]
print(checks)
cases = """
1 << -1
1 >> -1
0 << -1
1 >> 10**30, -1 >> 10**30, 0 << 10**30, 0 >> 10**30
1 << 1.0
1.0 << 1
True << True, True >> 1, ~5, ~-1
1 & 1.0
1 | None
"a" ^ 1
{1} | 1
1 << "a"
(-5).bit_count(), (True).bit_count(), int.bit_count(2**200 - 1), (-2**200).bit_length(), (2**200).bit_length()
int.bit_count("a")
int.bit_length(1.5)
(5).bit_count(1)
bin(-10), oct(-8), hex(-255), bin(True), hex(2**70), f"{-10:#b} {-10:b} {10:#o} {255:#X}"
bin(1.0)
hex("a")
oct(None)
int("-0b101", 0), int("-0b_101", 2), int("0O17", 8), int("0Xff", 16), int("0xff", 36), int("0b1", 16)
int("0b12", 2)
int("0b", 2)
int("0x", 16)
int("0_7", 0)
int("07", 0)
int("00", 0), int("0_0", 0), int("-0"), int("+5"), int("+ 5", 36) if 0 else None
int("+ 5")
int("--5")
"""
for source in cases.strip().splitlines():
    try:
        print(source, "->", repr(eval(source)))
    except Exception as e:
        print(source, "->", type(e).__name__, e)
n = 0b1011
n <<= 4; print(bin(n)); n |= 0b101; print(bin(n)); n &= ~0b1; print(bin(n)); n ^= -1; print(bin(n)); n >>= 2; print(bin(n))
