# An operand is a guarded rewrite itself: the sum depends on both facts, and what is asked who rewrites it stays as it is.
TEN = 10

def f(s):
    return ord('a') - 10, ord('b') - TEN, 1 - TEN
