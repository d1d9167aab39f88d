# The quotient of two long ints of one length is read from their highest limbs, unless it lies next to another one:
# multiples of the divisor, and what is one less or one more, must come out exactly.
import random

random.seed(20)
MODULUS = (1 << 89) - 1
total = 0


def note(*numbers):
    global total
    for number in numbers:
        total = (total * 1_000_003 + number) % MODULUS


def number(bits):
    kind = random.randrange(5)
    if kind == 0:
        return (1 << bits) - (1 << bits // 2)
    if kind == 1:
        return (1 << bits) - 1 - random.randrange(3)
    if kind == 2:
        return 1 << bits - 1
    return random.getrandbits(bits) | 1 << bits - 1


for bits in (65, 127, 128, 129, 192, 256, 320, 1000, 3200, 3201, 6400):
    for _ in range(12):
        divisor = number(bits)
        for factor in (0, 1, 2, 3, 9, 10, 2**31, 2**62, 2**63 - 1, 2**64 - 1, 2**64):
            for off in (-1, 0, 1):
                for a in (divisor * factor + off, -(divisor * factor) + off):
                    for b in (divisor, -divisor):
                        quotient, rest = a // b, a % b
                        assert (quotient, rest) == divmod(a, b)
                        assert quotient * b + rest == a
                        assert 0 <= rest < b if b > 0 else b < rest <= 0
                        note(quotient, rest)
        other = number(bits)
        note(other // divisor, other % divisor, -other // divisor, -other % divisor)
        note(other + divisor, other - divisor, other * divisor, other + 1, other - 1, other * 0, other * -1)
    print(bits, total)

# Carries that run through all limbs, and those that stop half way.
for limbs in range(1, 12):
    ones = (1 << 64 * limbs) - 1
    print(limbs, hex(ones + 1), hex(ones + 1 - 1) == hex(ones), hex((ones << 64) + ones + 1), hex((1 << 64 * limbs) - 1))
    note(ones * ones, ones * -3, (ones << 128) - ones, (1 << 64 * limbs + 128) - ones)
print(total)
