def f(x):
    for x in ():
        print(x)
    for x in []: x()
    else:
        x = 1
    for x.y in {}:
        break
    for x in '':
        continue
    for x in b'': pass
    return x
def g():
    for i in frozenset(), []: pass
    i = 1
    for i in ():
        'text'
    else:
        'more'
