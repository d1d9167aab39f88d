# A builtin replaced during a call must be seen at the next lookup, in the same frame.
import builtins
real = len
def f():
    r = [len("abc")]
    builtins.len = lambda x: "fake"
    r.append(len("abc"))
    builtins.len = real
    r.append(len("abc"))
    return r
print(f(), f())
def g(n):
    out = []
    for i in range(n):
        out.append(len("ab"))
        if i == 1: builtins.len = lambda x: -1
        if i == 3: builtins.len = real
    return out
print(g(6), g(6))
