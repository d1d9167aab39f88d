# Loops long enough to specialise, with values that change kind half-way.
def collatz(n):
    steps = 0
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        steps += 1
    return steps
print(max((collatz(i), i) for i in range(1, 3000)))
def sieve(n):
    flags = [True] * (n + 1); flags[0] = flags[1] = False
    for i in range(2, int(n ** 0.5) + 1):
        if flags[i]: flags[i * i::i] = [False] * len(range(i * i, n + 1, i))
    return [i for i, p in enumerate(flags) if p]
p = sieve(20000); print(len(p), p[-3:], sum(p))
x = 1
for i in range(2000): x = x * 3 if x < 2 ** 70 else x >> 50
print(x)
t = 0
for i in range(20000): t += i if i < 15000 else 0.5
print(t)
def lcg(n, s=12345):
    for _ in range(n): s = (s * 6364136223846793005 + 1442695040888963407) & (2 ** 64 - 1)
    return s
print(lcg(5000))
m = [[i * j % 7 for j in range(30)] for i in range(30)]
r = [[sum(a * b for a, b in zip(row, col)) for col in zip(*m)] for row in m]; print(sum(map(sum, r)), r[29][28])
d = {}
for i in range(20000): d[i % 97] = d.get(i % 97, 0) + i
print(len(d), d[96], sum(d.values()))
s = ""
for i in range(5000): s += chr(97 + i % 26)
print(len(s), s[1234], s.count("q"), s[::-1][:5])
def queens(n, row=0, cols=0, d1=0, d2=0):
    if row == n: return 1
    return sum(queens(n, row + 1, cols | 1 << c, d1 | 1 << (row + c), d2 | 1 << (row - c + n)) for c in range(n) if not (cols >> c & 1 or d1 >> (row + c) & 1 or d2 >> (row - c + n) & 1))
print(queens(6))
a, b, n = 0, 1, 0
while n < 1000: a, b, n = b, a + b, n + 1
print(a)
