# All starts, stops and steps on small sequences agree between list, tuple, str, bytes and range.
values = (None, 0, 1, 2, 4, 5, 9, -1, -2, -5, -9)
count = total = 0
for n in (0, 1, 5):
    l, t, s, b, r = list(range(n)), tuple(range(n)), "abcde"[:n], bytes(range(n)), range(n)
    for i in values:
        for j in values:
            for k in (None, 1, 2, 3, -1, -2, -7):
                x = l[i:j:k]
                assert tuple(x) == t[i:j:k] == tuple(b[i:j:k]) == tuple(r[i:j:k]), (n, i, j, k)
                assert s[i:j:k] == "".join("abcde"[q] for q in x)
                assert list(range(*slice(i, j, k).indices(n))) == x
                d = list(l); del d[i:j:k]
                assert d == [q for q in l if q not in x], (n, i, j, k, d)
                count += 1; total += sum(x) + len(x)
print(count, total)
