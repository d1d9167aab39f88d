# A function shadows a builtin in its own globals in the middle of a run, and deletes the shadow.
def run():
    log = []
    for step in range(8):
        if step == 2:
            globals()["abs"] = lambda x: ("shadow", x)
        if step == 5:
            del globals()["abs"]
        log.append(abs(-step))
    return log


print(run())
print(run())


def declared():
    global max, min
    before = max(1, 2), min(1, 2)
    max = min
    between = max(1, 2)
    del max
    return before, between, max(1, 2)


try:
    print(declared())
except NameError as e:
    print("NameError", e)
print(max(3, 4), min(3, 4))


def warm():
    return [ord("a") for _ in range(50)][-1], chr(97), round(2.5), sum((1, 2, 3))


print(warm())
chr = str
sum = sorted
print(warm())
del chr, sum
print(warm())
