def f(x):
    try:
        x
    except NameError:
        return 1
    try:
        pass
    except ValueError as only:
        pass
    return only
def g():
    try:
        pass
    except ValueError:
        yield
def h(x):
    try:
        x.y = 1
    finally:
        pass
