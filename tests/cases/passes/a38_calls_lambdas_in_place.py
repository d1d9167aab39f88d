def f(v, g):
    print((lambda x: x)(v), (lambda: 1)(), (lambda x, y: [x, (y, 2)])(g(), v), (lambda x, y: (y, x))(1, v))
    return (lambda x, y: x is not y)(g(), None)
