# A helper is replaced while the function that calls it is running, also from inside the helper.
def helper(x):
    return x + 1


original = helper


def double(x):
    return x * 2


def patching(x):
    global helper
    helper = double
    return -x


def work(n):
    global helper
    out = []
    for i in range(n):
        if i == 3:
            helper = patching
        if i == 7:
            helper = original
        out.append(helper(i))
    return out


print(work(10))
helper = original
print(work(10))
helper = original


def changed_code():
    out = []
    for i in range(6):
        if i == 2:
            original.__code__ = double.__code__
        if i == 4:
            original.__defaults__ = (100,)
        out.append(original(i) if i < 4 else original())
    return out


print(changed_code())


def recursive(n):
    return 1 if n == 0 else n * recursive(n - 1)


keep = recursive
print(recursive(5))
recursive = lambda n: 1000
print(keep(5), recursive(5))
