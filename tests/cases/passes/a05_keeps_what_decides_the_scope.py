# An arm that holds the only binding of a name, or a yield, stays; so does one whose test is no constant.
def binds():
    return 1 if 1 else (y := 2)
def suspends():
    y = (yield) if 0 else 3
    return y
def chooses(x):
    return 1 if x else 2
