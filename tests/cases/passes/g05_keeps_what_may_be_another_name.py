# Bound twice, deleted, local, in a class body, at module level, alone, or with a result that raises.
TWICE = 1
TWICE = 2
GONE = 1
del GONE
ONCE = 3
COUNTER = 0
ZERO = 0

def count():
    global COUNTER
    COUNTER = COUNTER + 1

def f(ONE):
    return TWICE + 1, GONE + 1, ONE + 1, ONCE, 1 / ZERO

def g():
    LOCAL = 4
    return LOCAL + 1

class C:
    double = ONCE * 2

print(ONCE + 1)
