# Every parameter kind, and what binding gives.
def f(a, b=2, /, c=3, *args, d, e=5, **kw): return a, b, c, args, d, e, kw
print(f(1, d=4), f(1, 2, 3, 4, 5, d=6, z=7), f(1, d=1, a=9, b=8), f(*[1, 2], *[3], **{"d": 4}, **{"x": 1}), f(1, c=5, d=2))
def g(*, k): return k
def h(*args): return args
def i(**kw): return kw
print(g(k=1), h(), h(*range(3)), h(1, *"ab", 2), i(a=1, **{"b": 2}), i(**{}), h(*(), *[]), i(self=1, cls=2))
def d(x=[]): x.append(1); return x
print(d(), d(), d([]), d())
n = 1
def late(x=n): return x
n = 2
print(late(), (lambda *a, k=3, **w: (a, k, w))(1, k=2, z=3), (lambda: ())(), (lambda x, /, y: x + y)(1, y=2))
print(f.__defaults__, f.__kwdefaults__, f.__code__.co_argcount, f.__code__.co_posonlyargcount, f.__code__.co_kwonlyargcount, f.__code__.co_varnames)
d.__defaults__ = ("new",); late.__defaults__ = None
try: late()
except TypeError as e: print(e)
f.__kwdefaults__ = {"d": "kwd"}; 
try: print(f(1, e=0))
except TypeError as e: print(e)
f.__kwdefaults__["e"] = "E"; print(f(0))
def say(x): print("eval", x); return x
def order(a=say("default"), *, k: say("ann") = say("kwdefault")): pass
h(say(1), *say([2]), *say("3"), say(4))
i(a=say(1), **say({"b": 2}), c=say(3))
