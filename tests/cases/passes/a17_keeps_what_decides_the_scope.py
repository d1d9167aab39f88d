# Branches that never run still decide what a function is, and which names are its own.
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
def visible(x):
    if 0:
        x
    return locals()
def endless():
    while 1:
        break
def unknown(x):
    if x:
        return 1
