# nonlocal reaches the nearest function that binds the name, over classes and comprehensions.
def outer():
    x = "outer"

    def middle():
        def inner():
            nonlocal x
            x = x + "+inner"
            return x
        return inner

    class Holder:
        x = "class"
        y = [x for _ in range(2)]

        def method(self):
            return x

    print(middle()(), Holder.x, Holder.y, Holder().method())
    print([x for x in range(3)], x)
    return x


print(outer())


def memo(f):
    cache, hits = {}, 0

    def wrapper(n):
        nonlocal hits
        if n in cache:
            hits += 1
            return cache[n]
        cache[n] = f(n)
        return cache[n]

    wrapper.stats = lambda: (len(cache), hits)
    return wrapper


@memo
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(60), fib.stats())
