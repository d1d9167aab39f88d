# The error belongs to run time.
def f():
    return -"text"
