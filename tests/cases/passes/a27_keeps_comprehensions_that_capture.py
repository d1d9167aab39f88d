# A lazy element sees the last item, `[*xs]` asks for a length hint, a set hashes as it goes.
def f(xs, g):
    a = [lambda: i for i in (1, 2)]
    b = [(lambda: g)() for i in (1, 2)]
    c = [i for i in (1, 2) if g(i)]
    d = list(g(i) for i in (1, 2))
    e = [x for x in xs]
    h = {g(i) for i in (1, 2)}
    k = {g(i): i for i in (1, 2)}
    l = [(y := i) for i in (1, 2)]
    m = [locals() for i in (1, 2)]
    n = [i for i, j in ((1, 2),)]
    o = [[j for j in g(i)] for i in (1, 2)]
    return y, [i for i in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17)]
async def k(g):
    return [await g(i) for i in (1, 2)], [i async for i in g]
class C:
    g = str
    x = [g(i) for i in (1, 2)]
