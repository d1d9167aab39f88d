# Membership looks at identity first; sets hash; equal constants of other types are not the same one.
def f(x, y):
    print(x in (y,), x in {y}, x in {1, True, 1.0}, x in {0.0, -0.0}, x == 1 or x == 2)
    return [1, True, 1.0], (0.0, -0.0), x in [*y]
