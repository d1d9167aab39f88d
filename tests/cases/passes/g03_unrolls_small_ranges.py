def f(g):
    for i in range(3):
        g(i)
    for i in range(0):
        g(i)
    for i in range(1, 2, 0):
        g(i)
