def f(a):
    while a:
        a()
