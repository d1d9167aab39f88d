# Texts of floats are exact: fixed notation is rounded once, to even where two are equally near, and so is the shortest text.
def lcg(n, seed=1):
    for _ in range(n):
        seed = seed * 6364136223846793005 + 1442695040888963407 & 0xFFFFFFFFFFFFFFFF
        yield seed >> 11


edges = [0.0, -0.0, 0.5, 1.5, 2.5, 0.125, 0.375, -0.625, 0.05, 0.15, 0.25, 0.995, 9.5, 99.5, 999.995, 123456789.125,
         1e15, 1e16, 1e17, 1e21, 1e22, 1e23, 1e-5, 1e-20, 1e-22, 1e-23, 5e-324, 2.2250738585072014e-308,
         1.7976931348623157e308, 2.0**52 + 0.5, 2.0**53, 2.0**63, 2.0**64, 2.0**70, 2.0**75, 2.0**76, 2.0**128, 2.0**-128]
for v in edges:
    print(repr(v), ["%.*f" % (p, v) for p in (0, 1, 2, 3, 6)])
    print(f"{v:.0f} {v:.1f} {v:10.3f}| {v:<12.1f}| {v:^15.4f}| {v:+.0f} {v:#.0f} {v:010.2f} {v:,.2f} {v:_.3f} {v:.1%} {v:=+12.2f} {v:x^20.2f}")
    print("%.22f" % v, "%.23f" % v, f"{v:z.1f} {v: .2f} {v:é>9.1f} {v:0<9.1f} {v:-8.1f}")

# Half of the last place in the exact value: two shortest texts.
for n in lcg(200):
    v = (n % 10000019) / 2.0**20
    w = float(n << n % 20)
    print(v, w, "%.2f" % v, "%.10f" % v, "%.5f" % w, round(v, 2), round(w, -3), end=";")
print()
for i in (0, 7, -7, 123456789, -(1 << 47), 1 << 48, -(1 << 63), 1 << 64, 1 << 128):
    print(f"{i} {i:d} {i:,} {i:>25}| {i:<25}| {i:^26}| {i:+} {i:#x} {i:#b} {i:030_x} {i:=+40} {i:X} {i:08o} {i:é^9}")
    print("%d %5d %-5d| %+d %05d %x %s %r" % (i, i, i, i, i, i, i, i), str(i), repr(i))
