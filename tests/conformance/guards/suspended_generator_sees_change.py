# A generator suspended before the change meets the new binding after it.
import builtins
real = len
def g():
    yield len("abc")
    for i in range(3): yield len("ab"), i
    yield [len(x) for x in ("a", "bb")]
i = g(); print(next(i), next(i))
builtins.len = lambda x: "patched"
print(next(i), next(i))
builtins.len = real
print(next(i))
i = g(); next(i)
len = lambda x: "shadow"
print(next(i), next(i))
del len
print(list(i))
async def co():
    a = len("x")
    await Pause()
    return a, len("x")
class Pause:
    def __await__(self): yield
c = co(); c.send(None); len = lambda x: "in co"
try: c.send(None)
except StopIteration as e: print(e.value)
del len
def lazy(): return (len(x) for x in ("a", "bb", "ccc"))
z = lazy(); print(next(z)); builtins.len = lambda x: 0; print(next(z)); builtins.len = real; print(next(z))
