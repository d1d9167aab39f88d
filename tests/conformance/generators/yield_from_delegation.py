# yield from forwards send, throw and close, and gives the return value.
def inner():
    try:
        got = yield "a"
        print("inner got", got)
        yield "b"
    except KeyError as e:
        print("inner caught", e)
        return "rescued"
    finally:
        print("inner done")
    return "finished"
def outer():
    r = yield from inner()
    print("result", r)
    r2 = yield from [1, 2]
    print("r2", r2)
    return (yield from iter(()))
o = outer()
print(next(o), o.send(7), o.throw(KeyError("k")), list(o))
o = outer(); next(o); print(o.gi_yieldfrom.__name__, o.close())
def bad():
    yield from 5
try: next(bad())
except TypeError as e: print(e)
class It:
    def __iter__(self): return self
    def __next__(self): return "n"
def d(): yield from It()
x = d(); print(next(x))
try: x.send(1)
except AttributeError as e: print(e)
x = d(); next(x)
try: x.throw(ValueError("through"))
except ValueError as e: print(e)
def deep(n):
    if n: yield from deep(n - 1)
    yield n
print(list(deep(5)), sum(deep(100)))
def tree(t):
    if t:
        yield from tree(t[0]); yield t[1]; yield from tree(t[2])
print(list(tree(((None, 1, None), 2, (None, 3, None)))))
