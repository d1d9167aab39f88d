# A constant of the module makes its neighbours constant, and decides branches.
LIMIT = 10
HOUR = 60 * 60
DEBUG = False
SIZE: int = 3
NAME = 'pyopt'

def f(x):
    if DEBUG:
        print('debug')
    y = LIMIT + 1
    z = -(HOUR * 2 + LIMIT)
    while not DEBUG and x < LIMIT:
        x += 1
    return x, y, z, NAME[0], LIMIT > 3, (SIZE, LIMIT)

class C:
    def method(self):
        return [HOUR * 24 for _ in 'a']
