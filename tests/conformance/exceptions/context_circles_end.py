# A chain of contexts that the program made a circle does not hang what raises within it.
def t(f):
    try:
        print(repr(f()))
    except BaseException as e:
        print(type(e).__name__, e)

def simple():
    try:
        raise ValueError(1)
    except ValueError as ex:
        ex.__context__ = ex
        raise TypeError(2)


try:
    simple()
except TypeError as e:
    print(repr(e.__context__), e.__context__.__context__ is e.__context__)


class A(Exception):
    pass


def longer(length, back):
    chain = []

    def step(n):
        try:
            raise A(n)
        except A as e:
            chain.append(e)
            if n < length:
                step(n + 1)
            else:
                chain[0].__context__ = chain[back]
                raise A("last")

    try:
        step(0)
    except A as e:
        seen = []
        while e is not None and len(seen) < 20:
            seen.append(e.args[0])
            e = e.__context__
        return seen


for length in range(1, 7):
    for back in range(length + 1):
        print(length, back, longer(length, back))
