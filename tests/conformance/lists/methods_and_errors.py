# list methods: what they return, and how they refuse.
l = [3, 1, 2]
print(l.append(4), l.extend("ab"), l.insert(-1, "i"), l.insert(100, "e"), l.insert(-100, "s"), l)
print(l.pop(), l.pop(0), l.pop(-2), l.remove("a") if "a" in l else "gone", l, l.index(2), l.count(3), l.reverse(), l, l.copy() is l, l.clear(), l)
print([1, 2, 3, 2].index(2, 2), [1, 2, 3].index(3, -1), [[]] * 2, [1] + [2], [0] * -1, [1, 2] * 2, [] == [], [1] is [1])
for f in (lambda: [].pop(), lambda: [1].pop(5), lambda: [1].remove(2), lambda: [1].index(2), lambda: [1, 2].index(1, 1), lambda: [].extend(1), lambda: [].append(), lambda: [].append(1, 2), lambda: [1].pop("a"), lambda: [].insert(1), lambda: [].sort(1), lambda: [1, "a"].sort(), lambda: [].sort(keyx=1), lambda: list(1), lambda: list(1, 2), lambda: [].foo, lambda: [].appendd, lambda: hash([]), lambda: [1].count(), lambda: list(a=1), lambda: [].copy(1)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
a = [1]; a.append(a)
print(a, repr([a, a]), a == a, a[1][1][0])
b = [1, 2, 3]
for x in b:
    if x < 3: b.append(x + 10)
    if len(b) > 8: break
print(b)
c = list(range(6))
for x in c: c.remove(x)
print(c)
