def f():
    if 0:
        print('never')
    else:
        print('always')
    while 0:
        print('never')
    else:
        print('else')
    while 1:
        break
def only_binding():
    if 0:
        x = 1
    return x
def generator():
    if 0:
        yield
def declared():
    if 0:
        global z
    z = 1
def no_docstring():
    if 1:
        'text'
    return 1
def visible(x):
    if 0:
        x
    return locals()
