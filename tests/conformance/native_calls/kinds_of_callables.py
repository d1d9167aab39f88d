# Callables and iterables of all kinds in the places where natives call back: what is called, what is refused, and how.
import sys, gc
class W:
    def __call__(self, *a): return a
print(list(map(W(), [1,2])), sorted([2,1], key=W()))
import operator
print(list(map(operator.methodcaller('upper'), ['a'])))
print(list(map(int.__add__, [1], [2])), list(map(type, [1])), list(map(type('T', (int,), {}), [5])))
def g(): yield 1
print(list(map(next, map(iter, [[1],[2]]))), list(map(list, [g(), g()])))
print(dict(map(lambda x: (x, x), [1])), dict(a=1, **{'b': 2}), dict([(1, 2)], c=3))
class D:
    def keys(self): return ['a', 'b']
    def __getitem__(self, k): return k * 2
print(dict(D()), {**D()}, dict(D(), z=1))
class It:
    def __iter__(self): yield from [1, 2]
print([*It()], {*It()}, tuple(It()), set(It()), max(It()), sum(It()), ' '.join(map(str, It())), list(zip(It(), It())), list(enumerate(It(), 5)))
a, b = It(); print(a, b)
a, *b = It(); print(a, b)
print(1 in It(), 3 in It(), 3 not in It())
class NoIter:
    __iter__ = None
for f in (list, tuple, set, sum, max, any, sorted, dict, lambda x: [*x], lambda x: 1 in x, ','.join, lambda x: (lambda a, b: 0)(*x), enumerate, zip, iter):
    try: print(f(NoIter()))
    except TypeError as e: print(e)
class BadIter:
    def __iter__(self): return 3
for f in (list, tuple, set, sum, max, any, sorted, dict, lambda x: [*x], lambda x: 1 in x, ','.join, enumerate, zip, iter):
    try: print(f(BadIter()))
    except TypeError as e: print(e)
def k():
    x = yield from map(lambda v: v + 1, [1, 2])
    return x
print(list(k()))
class Sender:
    def __iter__(self): return self
    def __next__(self): return 'n'
    def send(self, v): return ('s', v)
def m():
    r = yield from Sender()
it = m(); print(next(it), it.send(3), next(it))
import asyncio
class Aw:
    def __await__(self): 
        yield from map(lambda x: None, [1])
        return 7
async def am(): return await Aw()
print(asyncio.run(am()))
print(type.__call__(list, (x for x in [1])), type('X', (), {})().__class__.__name__)
class Meta(type):
    def __call__(cls, *a, **k):
        o = super().__call__(*a, **k); return (o, k)
class MM(metaclass=Meta):
    def __new__(cls, *a, **k): return object.__new__(cls)
    def __init__(self, *a, **k): self.a = a
print(MM(1, 2, x=3)[0].a, list(map(MM, [5]))[0][0].a)
class Ret:
    def __new__(cls): return 5
    def __init__(self): 1/0
print(Ret(), list(map(lambda _: Ret(), [0])))
class BadInit:
    def __init__(self): return 5
for f in (BadInit, lambda: list(map(lambda _: BadInit(), [1])), lambda: list(map(type(BadInit).__call__, [BadInit]))):
    try: f()
    except TypeError as e: print(e)
import contextvars
v = contextvars.ContextVar('v', default=0)
def setit(x): v.set(x); return v.get()
c = contextvars.copy_context()
print(c.run(setit, 5), v.get(), c[v])
def raising(): v.set(9); 1/0
try: c.run(raising)
except ZeroDivisionError: print(v.get(), c[v])
print(sorted('bca', key=lambda c: -ord(c), reverse=True), min([], default=3), max('ab', 'c', key=len))
import collections
print(collections.deque((x for x in range(5)), 3), collections.deque(map(str, range(3))))
d = collections.deque([1]); d.extend(x for x in d and [1, 2]); d.extendleft(map(int, '34')); print(d)
print(collections.Counter(x for x in 'aab'), collections.OrderedDict((x, 1) for x in 'ab'))
print(bytes(x for x in [1, 2]), bytearray(map(int, '12')))
s = {1}; s.update(x for x in [2]); s |= {3}; print(s, s.union(x for x in [9]))
def gen_args(*a, **k): return a, k
print(gen_args(*(x for x in [1, 2]), **dict((x, 1) for x in 'ab')))
sys.setrecursionlimit(300)
def rec(n): return list(map(rec, [n]))
try: rec(1)
except RecursionError as e: print(e)
print(list(iter(iter([1, 2, 3]).__next__, 3)))
