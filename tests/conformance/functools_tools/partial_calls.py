# functools.partial: arguments in front, keywords, holes, as a method, of natives, of generators, deep chains.
import functools
from functools import partial
from functools import Placeholder as P
def f(*a,**k): return a,k
p=partial(f,1,2); print(p(3),p(),p(x=1),p(*range(9)),p(3,y=2))
q=partial(p,k=5); print(q(1), q(k=6), repr(q)[:17])
class C:
    m=partial(f,7)
print(len(C().m(1)[0]))
r=partial(f,P,2,P,3); print(r(1,3,4))
try: r(1)
except TypeError as e: print(e)
try: partial.__call__()
except TypeError as e: print(e)
try: partial.__call__(5)
except TypeError as e: print(e)
def g(n): return 0 if n==0 else partial(g,n-1)()
print(g(200))
def gen():
    x=yield partial(f,1)(2)
    yield partial(f,x)()
it=gen(); print(next(it), it.send(4))
print(list(map(partial(pow,2),range(5))), sorted([3,1,2],key=partial(f,1)))
try: partial(f.__get__,1)(2,3,4)
except TypeError as e: print(e)
