LIMIT = 10


def head(s, n):
    return s[:n]


def clamp(x):
    """Between zero and the limit."""
    if x < 0:
        return 0
    elif x > LIMIT:
        x = LIMIT
    return x


def sep(path):
    if isinstance(path, bytes):
        return b'/'
    return '/'


def is_absolute(path):
    mark = sep(path)
    return path.startswith(mark)


def uses(text, i):
    a = head(text, 3)
    b = clamp(i + 1)
    c = is_absolute(text)
    # with constants the value is known
    return a, b, c, clamp(-5), clamp(50)
