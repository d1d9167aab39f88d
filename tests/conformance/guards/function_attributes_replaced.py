# Calls see a new __code__, new defaults and new keyword defaults at the next call.
def callee(a, b=1, *, c=2): return a, b, c
def caller(): return callee(0)
print(caller()); callee.__defaults__ = (10,); print(caller())
callee.__kwdefaults__["c"] = 20; print(caller()); callee.__kwdefaults__ = {"c": 30}; print(caller())
callee.__code__ = (lambda a, b=1, *, c=2: ("new code", a, b, c)).__code__; print(caller())
def loop():
    r = []
    for i in range(4):
        r.append(callee(i))
        if i == 1: callee.__code__ = (lambda a, b=1, *, c=2: a * 100).__code__
    return r
print(loop())
def callee(x): return "rebound"
print(caller())
def rebinding():
    global callee
    yield callee(1)
    callee = lambda x: "mid"
    yield callee(1)
print(list(rebinding()), caller())
def once(x, arg=None):
    global once
    old = once
    once = lambda *a: "second definition"
    return old is not None
def evaluates_first(): return callee((globals().__setitem__("callee", lambda x: ("replaced while evaluating args", x)), 5)[1])
print(once(1), once(1), evaluates_first(), callee(6))
def deleted():
    try: return gone()
    except NameError as e: return str(e)
def gone(): return "here"
print(deleted()); del gone; print(deleted())
