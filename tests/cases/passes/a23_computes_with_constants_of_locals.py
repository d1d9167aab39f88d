# A local that holds one constant on every way to a use makes that use constant, behind a guard.
def straight(log):
    step = 3
    log(step)
    total = step * 2 + 1
    return total, -step, (step, 4)[1], step < 10


def agrees(flag):
    if flag:
        size = 16
        flag()
    else:
        size = 16
    return size // 2


def leaves(flag):
    mode = None
    if flag:
        mode = "w"
        return mode + "b"
    if mode is None:
        return flag
    return mode


def loops(rows):
    width = 4
    for row in rows:
        offset = 0
        row(offset + 1, width * 2)
        offset += 1
    while rows:
        rows = rows.pop(width - 1)
    return width + 1


def tries(read):
    chunk = 1 << 10
    try:
        read(chunk * 4)
    except OSError:
        read(chunk // 2)
    finally:
        read(chunk - 1)
    return [part + chunk * 2 for part in read(chunk)]


def pairs(f):
    low, high = 1, 10
    f()
    return high - low


def tests(f):
    verbose = False
    f()
    if verbose:
        print("verbose")
    while not verbose:
        verbose = f()


def chained(f):
    a = 2
    b = a + 1
    f()
    return b * 2


def suspends():
    limit = 5
    yield
    yield limit + 1
