# Fresh containers without a call.
def f(x):
    return dict(), list(), tuple(), dict(a=x, b=1)
