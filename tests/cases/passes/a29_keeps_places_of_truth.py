# The truth of `b` raises at the inner operator; other operators do not associate; equality is no membership.
def f(a, b, c):
    print(a and (b and c), a or (b or c), (a or b) and c, a and (b or c))
    print(a == 1 or a == 2, a == a, a + 'x' + 'y')
    return ((a and
             b) and c)
