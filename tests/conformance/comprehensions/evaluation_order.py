# Key before value; conditions before elements; iterables of inner loops each time.
def say(x): print("say", x, end="; "); return x
print({say(k): say(v) for k, v in [(1, 2), (3, 4)]})
print([say(i) for i in say([1, 2]) if say(i + 10) for j in say("x")])
g = (say(i) for i in say([1]))
print("made")
print(list(g))
try: (i for i in 5)
except TypeError as e: print(e)
def it():
    try:
        yield 1
        yield 2
    finally: print("closed")
print([x for x in it()], any(x == 1 for x in it()))
data = [3, 4]
g = (x for x in data if x in data2); data2 = [4]
print(list(g))
def nested(n): return [[(i, k) for k in range(i) if k != n] for i in range(n)]
print(nested(3))
print([a for a in [1, 2, 3] if (lambda: a)() > 1], [(yield_) for yield_ in "a"], [i for i in range(5) if not i % 2 and i])
