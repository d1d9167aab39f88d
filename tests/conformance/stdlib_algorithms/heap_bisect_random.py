# heapq and bisect follow CPython's order; random.seed gives CPython's sequences.
import heapq, bisect, random
h = []
for x in [5, 3, 8, 1, 9, 2]: heapq.heappush(h, x)
print(h, heapq.heappop(h), h, heapq.heappushpop(h, 0), heapq.heapreplace(h, 7), h, heapq.nsmallest(3, [5, 1, 4, 2]), heapq.nlargest(2, "hello", key=ord), list(heapq.merge([1, 4], [2, 3], reverse=False)))
l = [9, 4, 7, 1, 8]; heapq.heapify(l); print(l, [heapq.heappop(l) for _ in range(5)])
for f in (lambda: heapq.heappop([]), lambda: heapq.heappush(5, 1), lambda: heapq.heapify((1,)), lambda: heapq.heappush([1], "a")):
    try: f()
    except Exception as e: print(type(e).__name__, e)
a = [1, 2, 2, 3]; print(bisect.bisect(a, 2), bisect.bisect_left(a, 2), bisect.bisect_right(a, 9), bisect.bisect_left(a, 2, 2), bisect.bisect_left(["a", "bb", "ccc"], 2, key=len)); bisect.insort(a, 2.5); bisect.insort_left(a, 0); print(a)
random.seed(1); print(random.random(), random.randint(1, 100), random.choice("abcdef"), random.uniform(1, 2), random.sample(range(20), 5), f"{random.gauss(0, 1):.10g}", random.getrandbits(70), random.randrange(0, 100, 7), random.choices([1, 2, 3], k=5), random.choices("ab", weights=[1, 9], k=4))
l = list(range(10)); random.shuffle(l)
def g(x): return f"{x:.10g}"  # what libm rounds differently is cut off
print(l, g(random.expovariate(1)), random.triangular(), g(random.betavariate(1, 2)), g(random.normalvariate()), random.randbytes(4), g(random.vonmisesvariate(0, 1)), g(random.lognormvariate(0, 1)), g(random.paretovariate(2)), g(random.weibullvariate(1, 2)), g(random.gammavariate(2, 1)), random.binomialvariate(10, 0.5))
random.seed("text"); print(random.random()); random.seed(b"bytes"); print(random.random()); random.seed(2 ** 100); print(random.random()); random.seed(-1); print(random.random()); r = random.Random(42); s = r.getstate(); x = r.random(); r.setstate(s); print(x == r.random(), x, random.Random(42).sample("abcdef", 3))
for f in (lambda: random.choice([]), lambda: random.randint(5, 1), lambda: random.sample([1], 2), lambda: random.randrange(0), lambda: random.sample({1}, 1), lambda: random.seed([]), lambda: random.randrange(1.5), lambda: random.getrandbits(-1), lambda: random.choices([], k=1)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
