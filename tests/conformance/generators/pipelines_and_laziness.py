# Generators are lazy, hold their own frame, and interleave.
def count(n=0):
    while True: yield n; n += 1
def take(n, it):
    for _, x in zip(range(n), it): yield x
def primes():
    def sieve(it):
        p = next(it); yield p
        yield from sieve(x for x in it if x % p)
    yield from sieve(count(2))
print(list(take(12, primes())), list(take(3, count(5))))
a, b = count(), count(100)
print([next(a), next(b), next(a), next(b)], next(zip(a, b)), sum(take(100, a)))
def fib():
    a, b = 0, 1
    while True: yield a; a, b = b, a + b
print(next(x for x in fib() if x > 10 ** 20), *take(10, fib()))
def acc():
    total = 0
    while (x := (yield total)) is not None: total += x
    return total
g = acc(); next(g); print([g.send(i) for i in range(5)])
try: next(g)
except StopIteration as e: print(e.value)
def perms(l):
    if not l: yield []
    for i, x in enumerate(l):
        for p in perms(l[:i] + l[i + 1:]): yield [x, *p]
print(list(perms([1, 2, 3])))
def flat(x):
    for i in x:
        if isinstance(i, list): yield from flat(i)
        else: yield i
print(list(flat([1, [2, [3, [4]], 5], []])), dict(enumerate(take(2, fib()))), [*take(2, "abc")], max(take(4, fib())))
x, *y = take(3, count()); print(x, y, 5 in count(), sorted(take(3, iter([3, 1, 2]))))
