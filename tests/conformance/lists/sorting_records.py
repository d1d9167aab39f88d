# Sorting as users do it: keys, stability, several keys, reverse, errors, exceptions inside keys.
import operator

people = [("Ann", 30, 1.7), ("Bob", 25, 1.8), ("Cid", 30, 1.6), ("Dee", 25, 1.9), ("Eve", 35, 1.5)]
print(sorted(people, key=lambda p: p[1]))
print(sorted(people, key=lambda p: (-p[1], p[0]), reverse=True))
print(sorted(people, key=operator.itemgetter(1, 2))[0], max(people, key=lambda p: p[2]), min(people, key=len))
by_age = sorted(sorted(people, key=lambda p: p[0], reverse=True), key=lambda p: p[1])
print([p[0] for p in by_age], [p[0] for p in sorted(people, key=lambda p: p[1], reverse=True)])
words = "banana Apple cherry apple Banana".split()
print(sorted(words), sorted(words, key=str.lower), sorted(words, key=len, reverse=True), sorted(set("hello")))
print(sorted([3, 1.5, True, -2, 2 ** 70]), sorted([[2], [1, 5], [1]]), sorted({"b": 1, "a": 2}), sorted([(1, "b"), (1, "a")]))
numbers = [5, 2, 9, 1]
print(numbers.sort(), numbers, list(reversed(numbers)), numbers.sort(reverse=True), numbers)
for bad in (lambda: sorted([1, "a"]), lambda: [1, None].sort(), lambda: sorted(5), lambda: sorted([1], key=5), lambda: sorted([1j, 2j]),
            lambda: sorted([3, 0], key=lambda x: 1 / x), lambda: max([]), lambda: sorted([1], lambda x: x)):
    try:
        bad()
    except (TypeError, ZeroDivisionError, ValueError) as e:
        print(type(e).__name__, e)
half = [3, 2, 1]


def nosy(x):
    return (len(half), x)


try:
    half.sort(key=nosy)
except ValueError as e:
    print(e)
print(half)


class Card:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        return self.n < other.n

    def __repr__(self):
        return f"C{self.n}"


print(sorted(map(Card, [3, 1, 2])), sorted(map(Card, [3, 1, 2]), reverse=True), min(map(Card, [3, 1])))
print(sorted(range(100), key=lambda x: (x * 37) % 101)[:8], sorted([0.0, -0.0, 0]))
