# The list would live no longer than the loop.
def f(y):
    for x in [1000, 2000, 3000]:
        y(x)
    return y in {1000, 2000}
