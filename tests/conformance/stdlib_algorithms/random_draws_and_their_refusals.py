# random with seeds of every type: each distribution's first draws, weights, samples, states, subclasses with another source, and refusals.
import random
from fractions import Fraction
from random import Random

for seed in (0, 1, -1, 10**30, "text", b"bytes", bytearray(b"ba"), "", True):
    r = Random(seed)
    print(repr(seed), r.random(), r.getrandbits(40), r.randrange(1000))
for version in (1, 2):
    r = Random(); r.seed("abc", version); print(version, r.random())
r = Random(42)
print([r.randint(1, 6) for _ in range(10)], r.randrange(5, 50, 5), r.randrange(-10, 0), r.randrange(10**20), r.getrandbits(0), r.getrandbits(100), r.randbytes(5), r.randbytes(0))
print(r.choice("abc"), r.choices("abc", k=5), r.choices([1, 2, 3], weights=[0, 1, 3], k=5), r.choices("xy", cum_weights=[1, 10], k=4), r.choices("ab", [Fraction(1, 2), Fraction(1, 2)], k=3), r.sample(range(100), 5), r.sample("abcdef", 6), r.sample([1, 2], counts=[2, 3], k=4), r.sample(range(10**9), 3), r.sample([], 0))
l = list(range(10)); r.shuffle(l); print(l)
print(r.uniform(1, 2), r.uniform(5, -5), r.triangular(), r.triangular(0, 10, 2), r.triangular(1, 1), r.betavariate(1, 2), r.expovariate(2), r.expovariate(), r.gammavariate(0.5, 1), r.gammavariate(1, 2), r.gammavariate(3, 2), r.gauss(0, 1), r.gauss(10, 2), r.gauss(), r.lognormvariate(0, 1), r.normalvariate(5, 1), r.vonmisesvariate(0, 4), r.vonmisesvariate(1, 0), r.paretovariate(3), r.weibullvariate(1, 2), r.binomialvariate(10, 0.3), r.binomialvariate(1000, 0.5), r.binomialvariate(), sep="\n")
state = r.getstate(); a = [r.random() for _ in range(3)]; r.setstate(state); print(a == [r.random() for _ in range(3)], state[0], len(state[1]), state[2])
cases = """
r.choice([])
r.choice({1: 2})
r.choice(5)
r.choice({1})
r.choices([], k=1)
r.choices("ab", [1])
r.choices("ab", [0, 0])
r.choices("ab", [1, 2], cum_weights=[1, 3])
r.choices("ab", 5)
r.choices("ab", [1, float("inf")])
r.choices("ab", k="x")
r.choices("ab", k=0), r.choices("ab", k=-1)
r.sample({1, 2}, 1)
r.sample("ab", 3)
r.sample("ab", -1)
r.sample(5, 1)
r.sample("ab", 1.5)
r.sample("ab", 1, counts=[1])
r.sample("ab", 1, counts=[-1, 0])
r.sample("ab", 1, counts=[1.5, 1])
r.randrange(0)
r.randrange(5, 5)
r.randrange(1, 5, 0)
r.randrange(1, 5, -1)
r.randrange(1.5)
r.randrange("5")
r.randrange(1, 2, 3, 4)
r.randrange(step=1)
r.randint(5, 1)
r.randint(1)
r.getrandbits(-1)
r.getrandbits("x")
r.getrandbits(1.5)
r.randbytes(-1)
r.shuffle("abc")
r.shuffle((1, 2))
r.shuffle([1], 5)
r.seed([1])
r.seed(None, 3) if 0 else r.seed(1j)
Random([])
Random(1, 2)
r.setstate(5)
r.setstate((3, (1, 2), None))
r.setstate((9, (), None))
r.random(1)
r.uniform(1)
r.expovariate(0)
r.binomialvariate(-1)
r.binomialvariate(5, 2)
r.binomialvariate(5, 0), r.binomialvariate(5, 1), r.binomialvariate(0)
r.gammavariate(0, 1)
r.paretovariate(0)
random.SystemRandom().getstate()
0 <= random.SystemRandom().random() < 1, random.SystemRandom().seed(5), isinstance(random.random(), float)
"""
for source in cases.strip().splitlines():
    try:
        print(source, "->", repr(eval(source)))
    except Exception as e:
        print(source, "->", type(e).__name__, e)
class Half(Random):
    def random(self): return 0.5
class Bits(Random):
    def getrandbits(self, k): return (1 << k) - 1 if k < 3 else 0
h = Half(); print(h.randrange(10), h.choice("abcd"), h.getrandbits(3) >= 0, h.sample(range(4), 4), h.gauss(0, 1) == h.gauss(0, 1), Bits(1).randrange(5))
import copy, pickle
c = pickle.loads(pickle.dumps(r)); print(c.random() == copy.copy(r).random() if 0 else c.getstate() == r.getstate(), type(c).__name__)
random.seed(7); x = random.random(); random.seed(7); print(x == random.random(), random.getstate()[0])
