# How often `__bool__` is called, in which order, and where a traceback points when it raises.
import traceback

log = []


def show():
    # the lines with carets, without those that name files
    lines = traceback.format_exc().splitlines()
    print(*(line for line in lines if not line.lstrip().startswith("File ")), sep="\n")


class Truth:
    def __init__(self, name, answer):
        self.name, self.answer = name, answer

    def __bool__(self):
        log.append(self.name)
        if self.answer is None:
            raise ValueError(self.name)
        return self.answer

    def __lt__(self, other):
        return Truth(self.name + "<" + other.name, self.answer)

    def __repr__(self):
        return self.name


def values(a, b, c):
    yield lambda: (a and b) and c
    yield lambda: a and (b and c)
    yield lambda: (a or b) or c
    yield lambda: a or (b or c)
    yield lambda: (a and b) or c
    yield lambda: a and (not b and c)
    yield lambda: True if a else False
    yield lambda: False if a else True
    yield lambda: True if not a else False
    yield lambda: True if a and b else False
    yield lambda: True if a < b else False
    yield lambda: True if a < b < c else False
    yield lambda: False if a is b else True
    yield lambda: not (True if a else False)
    yield lambda: not (a and True)
    yield lambda: not (not not a)
    yield lambda: not (a or False)
    yield lambda: [1 if (True if a else False) else 2, 3 if (False if b or c else True) else 4]
    yield lambda: a < b < c


def statements(a, b, c):
    out = []
    if (a and b) and c: out.append(1)
    if a or (b or c): out.append(2)
    if a:
        if b:
            if c: out.append(3)
    if a: pass
    else: out.append(4)
    if not a: pass
    else: out.append(5)
    while (True if a and b else False):
        out.append(6)
        break
    if not (a and (b and c)): out.append(7)
    if not (True if a else False): out.append(8)
    return out, True if (yes := a) else False, yes


for answers in ((x, y, z) for x in (False, True) for y in (False, True) for z in (False, True)):
    abc = [Truth(name, answer) for name, answer in zip("abc", answers)]
    print(answers)
    for at, value in enumerate(values(*abc)):
        log.clear()
        print(" ", at, value(), *log)
    log.clear()
    print("  ", *statements(*abc), *log)

for answers in ((None, True, True), (True, None, True), (True, True, None)):
    abc = [Truth(name, answer) for name, answer in zip("abc", answers)]
    for at, value in enumerate(values(*abc)):
        try:
            value()
        except ValueError:
            print(at)
            show()
    try:
        statements(*abc)
    except ValueError:
        show()
