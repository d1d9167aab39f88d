# Seen iterators, keywords, variables, rebound names.
def f(xs):
    e = enumerate('ab')
    for i, c in enumerate('ab', start=1):
        print(i, c)
    for x in reversed(xs):
        print(x)
    return zip('ab', 'cd'), e

