def f(x):
    if not not x:
        return not not x
    return [i for i in x if not not i]
