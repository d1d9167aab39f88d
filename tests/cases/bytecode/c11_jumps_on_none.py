def f(a):
    if a is None:
        return 1
    while a is not None:
        a = a.next
