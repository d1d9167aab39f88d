# In-place operators evaluate target parts once, and fall back to the binary operator.
def say(x):
    print("say", x)
    return x
data = {"k": [1]}
data[say("k")] += [say(2)]
print(data)
class A:
    def __init__(self): self.v = 1
    def __getattr__(self, n): print("get", n); return 10
    def __setattr__(self, n, v): print("set", n, v); object.__setattr__(self, n, v)
a = A()
def get(): print("obj"); return a
get().w += say(5)
get().v *= 3
t = ([1],)
try:
    t[0] += [2]
except TypeError as e:
    print(e, t)
class I:
    def __iadd__(self, o): print("iadd", o); return "new"
    def __add__(self, o): print("add", o); return "sum"
    def __isub__(self, o): return NotImplemented
    def __sub__(self, o): print("sub"); return "diff"
i = j = I()
i += 1
j -= 1
print(i, j)
x = y = [1]
x += (2, 3)
x *= 2
print(y, x is y)
l = [1, 2, 3]
l[1:2] += "ab"
print(l)
