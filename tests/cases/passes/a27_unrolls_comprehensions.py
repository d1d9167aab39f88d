def f(g, h):
    a = [g(i) for i in (1, 2)]
    b = {i * 2 for i in (1, 2, 3)}
    c = {i: h(i, g) for i in (1, 2)}
    d = [f'{i}{g}' for i in ('a', 'b')]
    e = {g(i) for i in (1,)}
    return [x for x in (a, b)], [[i, j] for i in (1, 2) for j in (3, 4)], c, d, e
class C:
    x = [i + 1 for i in (1, 2)]
    y = [[i * j for i in (1, 2)] for j in x]
