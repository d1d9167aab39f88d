# random with a seed gives the same numbers everywhere.
import random

r = random.Random(42)
print([r.randint(1, 6) for _ in range(10)])
print(r.random(), r.uniform(1, 10), r.gauss(0, 1), r.expovariate(2))
cards = list(range(10))
r.shuffle(cards)
print(cards, r.choice("abcdef"), r.sample(range(100), 5), r.choices("xyz", weights=[1, 2, 7], k=8))
state = r.getstate()
a = [r.getrandbits(40) for _ in range(3)]
r.setstate(state)
print(a == [r.getrandbits(40) for _ in range(3)], a, r.randrange(0, 100, 7), r.getrandbits(100))
random.seed("text seed")
print(random.random(), random.randrange(10 ** 20))
random.seed(2 ** 70)
print(random.random(), random.triangular(0, 10, 3), random.betavariate(2, 3), random.randbytes(4))
print(sum(random.Random(i).random() < 0.5 for i in range(200)))
for bad in (lambda: random.choice([]), lambda: random.randint(2, 1), lambda: random.sample([1], 2), lambda: random.seed([])):
    try:
        bad()
    except (IndexError, ValueError, TypeError) as e:
        print(type(e).__name__, e)
