# itertools' laziness, group state, tees and argument errors.
from itertools import *
import operator
print(list(islice(count(5, 2), 3)), list(islice("abcdef", 1, None, 2)), list(islice(count(), 2, 8, 3)), list(chain("ab", [1])), list(chain.from_iterable(["ab", "c"])), list(repeat(1, 3)), list(islice(cycle("ab"), 5)), list(accumulate([1, 2, 3])), list(accumulate([1, 2, 3], operator.mul, initial=10)), list(compress("abc", [1, 0, 1])), list(dropwhile(lambda x: x < 2, [1, 2, 1])), list(takewhile(lambda x: x < 2, [1, 2, 1])), list(filterfalse(None, [0, 1])), list(starmap(pow, [(2, 3), (3, 2)])), list(zip_longest("ab", [1], fillvalue="-")), list(pairwise("abc")), list(batched("abcde", 2)))
print(list(product("ab", [1, 2])), list(product("ab", repeat=2)), list(product()), list(permutations("abc", 2)), list(combinations("abcd", 3)), list(combinations_with_replacement("ab", 2)), len(list(permutations(range(5)))))
g = groupby("aabbba"); print([(k, list(v)) for k, v in g], [(k, len(list(v))) for k, v in groupby([1, 3, 2], lambda x: x % 2)])
g = groupby("aab"); k, first = next(g); next(g); print(list(first))
a, b = tee(iter([1, 2, 3])); print(next(a), list(b), list(a)); print(count(1), repeat("x", 2), count(1.5, 0.5), repeat(5), list(repeat(1, -2)))
for f in (lambda: islice([], -1), lambda: islice([], 1, 2, 0), lambda: list(batched([1], 0)), lambda: list(batched([1, 2, 3], 2, strict=True)), lambda: chain(1) and list(chain(1)), lambda: permutations(1), lambda: combinations("a", -1), lambda: count("a"), lambda: cycle(), lambda: list(starmap(pow, [1])), lambda: tee([], -1), lambda: product([], repeat=-1), lambda: zip_longest([], foo=1), lambda: list(accumulate([1, "a"])), lambda: islice(), lambda: compress([]), lambda: repeat()):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
it = iter(range(5)); print(list(takewhile(lambda x: x < 2, it)), list(it)); it = iter(range(6)); print(list(zip(*[it] * 2)), list(islice(it, 3)))
