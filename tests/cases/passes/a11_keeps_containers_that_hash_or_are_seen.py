# A set hashes its items and drops equal ones; a container that has a name can change while it is iterated.
def f(a, b, c):
    for x in {a, b}:
        print(x)
    for x in (kept := [a, b]):
        kept.append(x)
    for x in c:
        print(x)
    return [y for y in [*a, b]]
