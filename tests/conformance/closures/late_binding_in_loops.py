# A closure sees the variable, not the value it had; a default sees the value.
late = [lambda: i for i in range(4)]
print([f() for f in late])
early = [lambda i=i: i for i in range(4)]
print([f() for f in early])


def makers():
    fs = []
    for n in (1, 2, 3):
        def power(x):
            return x ** n
        fs.append(power)
    yield fs
    n = 10
    yield fs


m = makers()
print([f(2) for f in next(m)])
print([f(2) for f in next(m)])


def factory(n):
    return lambda x: x ** n


print([factory(n)(2) for n in (1, 2, 3)])


def unbound():
    def inner():
        return later
    try:
        inner()
    except NameError as e:
        print(type(e).__name__, e)
    later = "now"
    print(inner())
    del later
    try:
        inner()
    except NameError as e:
        print(e)


unbound()
