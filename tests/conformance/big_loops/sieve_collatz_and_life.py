# Nested loops over lists, sets and tuples: a sieve, Collatz lengths, the game of life, matrix products.
def sieve(n):
    flags = [True] * (n + 1)
    flags[0] = flags[1] = False
    for i in range(2, int(n ** 0.5) + 1):
        if flags[i]:
            flags[i * i::i] = [False] * len(range(i * i, n + 1, i))
    return [i for i, f in enumerate(flags) if f]


def collatz(limit):
    cache, best = {1: 1}, (1, 1)
    for n in range(2, limit):
        m, path = n, []
        while m not in cache:
            path.append(m)
            m = m // 2 if m % 2 == 0 else 3 * m + 1
        length = cache[m]
        for p in reversed(path):
            length += 1
            cache[p] = length
        best = max(best, (cache[n], n))
    return best


def life(cells):
    counts = {}
    for x, y in cells:
        for dx in (-1, 0, 1):
            for dy in (-1, 0, 1):
                if dx or dy:
                    key = x + dx, y + dy
                    counts[key] = counts.get(key, 0) + 1
    return {c for c, n in counts.items() if n == 3 or (n == 2 and c in cells)}


def matmul(a, b):
    return [[sum(x * y for x, y in zip(row, col)) for col in zip(*b)] for row in a]


def queens(n, row=0, cols=(), left=(), right=()):
    if row == n:
        return 1
    return sum(queens(n, row + 1, cols + (c,), left + (row + c,), right + (row - c,))
               for c in range(n) if c not in cols and row + c not in left and row - c not in right)


primes = sieve(5000)
print(len(primes), primes[-5:], collatz(3000))
glider = {(1, 0), (2, 1), (0, 2), (1, 2), (2, 2)}
for _ in range(20):
    glider = life(glider)
print(sorted(glider))
m = [[1, 1], [1, 0]]
power = m
for _ in range(30):
    power = matmul(power, m)
print(power, queens(6))
