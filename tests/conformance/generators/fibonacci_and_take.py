# An infinite generator is only ever advanced as far as its consumer asks.
def fibonacci():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b


def take(n, iterable):
    for i, item in enumerate(iterable):
        if i == n:
            return
        yield item


def every(n, iterable):
    it = iter(iterable)
    while True:
        try:
            item = next(it)
            for _ in range(n - 1):
                next(it)
        except StopIteration:
            return
        yield item


print(list(take(12, fibonacci())))
print(list(take(5, every(3, fibonacci()))))
print(sum(x for x in take(30, fibonacci()) if x % 2 == 0))
stream = fibonacci()
print([next(stream) for _ in range(5)])
print([next(stream) for _ in range(5)])
print(next(take(0, stream), "nothing"))
big = list(take(100, fibonacci()))[-1]
print(big, len(str(big)))
