# Each call makes fresh cells; two closures of one call share them.
def counter(start=0, step=1):
    count = start

    def increment():
        nonlocal count
        count += step
        return count

    def reset(to=start):
        nonlocal count
        count = to

    return increment, reset


a, reset_a = counter()
b, _ = counter(100, -10)
print(a(), a(), a(), b(), b(), a())
reset_a()
print(a(), b())
reset_a(41)
print(a())


def accumulate():
    seen = []
    return seen.append, lambda: tuple(seen)


add, get = accumulate()
for word in "spam eggs ham".split():
    add(word)
print(get())
print(a.__closure__[0].cell_contents, a.__code__.co_freevars, counter.__code__.co_cellvars)
