# 0 to 255 stand in the instruction itself.
def f():
    return [0, x, 255]
