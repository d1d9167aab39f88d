# Comprehensions as users write them: conditions, nesting, tuples, dicts, sets, generators.
matrix = [[1, 2, 3], [4, 5, 6], [7, 8, 9]]
print([row[i] for i in range(3) for row in matrix])
print([[row[i] for row in matrix] for i in range(3)])
print([x for row in matrix for x in row if x % 2 if x > 2])
words = "the quick brown fox jumps over the lazy dog".split()
print({w: len(w) for w in words})
print(sorted({len(w) for w in words}), sorted({w[0]: w for w in words}.items()))
print({n: [w for w in words if len(w) == n] for n in sorted({len(w) for w in words})})
print([(a, b) for a in range(4) for b in range(a) if (a + b) % 2])
print([f"{i}{c}" for i, c in enumerate("abc", 1)], [y for x in (1, 2, 3) if (y := x * x) > 1], y)
print(sum(x * y for x, y in zip(range(5), range(5, 10))), max((len(w), w) for w in words))
print({**{k: v for k, v in zip("abc", range(3))}, "b": [*(c for c in "xyz")]})
print(all(x for x in []), any(x > 8 for r in matrix for x in r), list(x for x in "ab" for _ in "12"))
primes = [n for n in range(2, 50) if all(n % d for d in range(2, int(n ** 0.5) + 1))]
print(primes)
x = "module"
print([x for x in range(2)], x, [lambda: x for x in range(2)][0]())
print([[j for j in range(i)] for i in range(4)], [*range(3), *[i for i in "ab"]])


class Table:
    sizes = [1, 2]
    doubled = [s * 2 for s in sizes]


print(Table.doubled)
