# A comprehension or lambda that is the arm a folded test keeps: its scope must be found again.
def f(xs):
    first = [x + 1 for x in xs] if True else 0
    second = 0 or [x * 2 for x in xs]
    third = (lambda y: y - 1)(5) if 1 else None
    return first, second, third


print(f([1, 2, 3]))
print([n for n in (1, 2)] if 1 else 0)
