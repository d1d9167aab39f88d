# Precedence mistakes give silently wrong values.
print(-2 ** 2, (-2) ** 2, 2 ** -1, 2 ** 3 ** 2, -2 ** -2)
print(1 + 2 * 3 - 4 / 2 // 1 % 3, 7 // 2 * 2, 7 - 2 - 1)
print(1 | 2 ^ 3 & 4 << 1, 1 << 2 + 3, ~1 + 2, - -3, +-+3, not not 1)
print(1 < 2 == 2 < 3, 1 < 3 > 2, 1 == 1 in [1], not 1 == 2, (not 1) == 2)
print(1 if 0 else 2 if 0 else 3, (lambda: 1 or 2)(), 0 or [] or "" or (), 1 and 2 and 0 and 3)
print("%s" % 3 + "x", "ab" * 2 + "c", 3 * "a", [1] * 2 + [2])
print(5 % -3, -5 % 3, -5 // 3, 5 // -3, divmod(-5, 3), -7 % 7, 5.5 % -2, -5.5 // 2)
print(~0, -True, +False, True << 2, 3 & True, True ^ True, True | False)
