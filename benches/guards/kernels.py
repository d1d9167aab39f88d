# The microbenchmarks that FAT Python published, as the optimizer meets them: nothing is rewritten by hand.
# Prints, for each kernel, the best time of one call in nanoseconds.
import sys
import time

LIMIT = 50


def constant_builtin(n):
    for _ in range(n):
        len("abc")


def copied_builtin(n):
    text = "abc"
    for _ in range(n):
        len(text)


def copied_global(n):
    for _ in range(n):
        LIMIT + 1


def get_sep(path):
    if isinstance(path, bytes):
        return b"/"
    else:
        return "/"


def isabs(s):
    sep = get_sep(s)
    return s.startswith(sep)


def inlined_function(n):
    path = "/usr/lib"
    for _ in range(n):
        get_sep(path)


def inlined_type_test(n):
    path = "/usr/lib"
    for _ in range(n):
        isabs(path)


def hoisted_append(n):
    items = []
    for i in range(n):
        items.append(i)
    return items


def guards_1(n):
    for _ in range(n):
        a = len("a")


def constants_1(n):
    for _ in range(n):
        a = 1


def guards_8(n):
    for _ in range(n):
        a = len("a")
        b = abs(-2)
        c = min(3, 4)
        d = max(3, 4)
        e = ord("a")
        f = chr(97)
        g = bool(1)
        h = int("7")


def constants_8(n):
    for _ in range(n):
        a = 1
        b = 2
        c = 3
        d = 4
        e = 97
        f = "a"
        g = True
        h = 7


def best(kernel, n, repeat):
    shortest = float("inf")
    for _ in range(5):
        start = time.perf_counter()
        for _ in range(repeat):
            kernel(n)
        shortest = min(shortest, time.perf_counter() - start)
    return shortest / repeat * 1e9


def main():
    scale = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    kernels = (constant_builtin, copied_builtin, copied_global, inlined_function, inlined_type_test,
               guards_1, constants_1, guards_8, constants_8)
    rows = [(kernel.__name__, kernel, 1000) for kernel in kernels]
    rows += [(f"hoisted_append {n}", hoisted_append, n) for n in (1, 10, 1000, 100_000)]
    for name, kernel, n in rows:
        repeat = max(1, scale // n)
        best(kernel, n, max(1, repeat // 10))
        print(f"{name}\t{best(kernel, n, repeat):.1f}")


main()
