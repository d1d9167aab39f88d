# What may be reached stays, and what binds a name that has no other binding.
def only_binding():
    return y
    y = 1
def generator():
    return
    yield
def ends():
    while 1:
        break
    print('reached')
def falls(x):
    if x:
        return 1
    print('reached')
