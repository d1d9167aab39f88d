# A constant loop that was unrolled must notice when range changes for the next loop, not this one.
import builtins
real = builtins.range
def f():
    out = []
    for i in range(3):
        out.append(i)
        if i == 1: builtins.range = lambda n: "xyz"
    for i in range(3): out.append(i)
    builtins.range = real
    for i in range(2): out.append(i)
    return out
print(f(), f())
def nested():
    out = []
    for i in range(2):
        for j in range(2):
            out.append((i, j))
            if (i, j) == (0, 0): builtins.range = lambda n: [7] * n
    builtins.range = real
    return out
print(nested())
def after_use(n): return [i for i in range(n)], sum(range(n)), list(range(n))
print(after_use(3)); builtins.range = lambda n: [n]; print(after_use(3)); builtins.range = real; print(after_use(3))
