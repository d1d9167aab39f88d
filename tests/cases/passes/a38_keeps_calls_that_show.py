# The frame of the lambda is in a traceback, arguments keep their order, and every call checks its arguments.
def f(v, g):
    print((lambda x: x + 1)(v), (lambda x: g)(v), (lambda x, y: (y, x))(g(), v), (lambda x: (x, x))(v))
    print((lambda x: 1)(v), (lambda x=1: x)(), (lambda *x: x)(v), (lambda x: x)(*v), (lambda x: x)(), (lambda x: x)(x=1))
    return (lambda x: not x)(v), (lambda x: lambda: x)(v), (lambda x: (yield))(v)
def g(v):
    if (lambda x: x)(v):
        return (lambda x: x)(v) and v
