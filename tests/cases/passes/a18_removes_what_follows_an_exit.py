def f(x):
    if x:
        return 1
    else:
        raise ValueError
    print('never')
def only_binding():
    return y
    y = 1
def endless():
    while 1:
        print('loop')
    print('never')
def ends():
    while 1:
        break
    print('reached')
