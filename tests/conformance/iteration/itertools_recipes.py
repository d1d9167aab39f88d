# The recipes of the itertools documentation, run for their results.
import itertools as it
import operator


def take(n, iterable):
    return list(it.islice(iterable, n))


def chunked(iterable, n):
    i = iter(iterable)
    while chunk := tuple(it.islice(i, n)):
        yield chunk


def powerset(items):
    return it.chain.from_iterable(it.combinations(items, r) for r in range(len(items) + 1))


def roundrobin(*iterables):
    iterators = map(iter, iterables)
    for active in range(len(iterables), 0, -1):
        iterators = it.cycle(it.islice(iterators, active))
        yield from map(next, iterators)


print(take(5, it.count(10, 3)), take(5, it.cycle("ab")), take(3, it.repeat("x")), list(it.repeat(1, 2)))
print(list(chunked("abcdefg", 3)), list(it.batched("abcdefg", 3)), list(powerset([1, 2, 3])))
print("".join(roundrobin("ABC", "D", "EF")))
print([(k, len(list(g))) for k, g in it.groupby("aaabbc")], [k for k, _ in it.groupby([1, 3, 2, 4], lambda x: x % 2)])
print(list(it.accumulate([1, 2, 3, 4], operator.mul)), list(it.accumulate([1, 2], initial=10)))
print(list(it.takewhile(lambda x: x < 3, [1, 2, 3, 1])), list(it.dropwhile(lambda x: x < 3, [1, 2, 3, 1])))
print(list(it.permutations("abc", 2)), list(it.product([0, 1], repeat=2)), list(it.combinations_with_replacement("ab", 2)))
print(list(it.zip_longest("abc", "x", fillvalue="-")), list(it.compress("abcd", [1, 0, 1, 0])), list(it.pairwise("abcd")))
print(list(it.starmap(pow, [(2, 3), (3, 2)])), list(it.filterfalse(str.isdigit, "a1b2")))
a, b = it.tee([1, 2, 3])
print(next(a), list(b), list(a))
print(list(it.islice("abcdefg", 1, None, 2)), sum(1 for _ in it.product(range(10), repeat=3)))
for bad in (lambda: it.islice([], -1), lambda: next(it.batched([], 0)), lambda: list(zip([1], [], strict=True))):
    try:
        print(bad())
    except ValueError as e:
        print(e)
