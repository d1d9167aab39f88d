# A module global shadows a builtin from the moment it is bound, until it is deleted.
def f(): return len("abc"), max(1, 2), abs(-3)
print(f())
len = lambda x: "global len"
print(f())
globals()["max"] = lambda *a: "max!"
print(f())
del len
print(f())
globals().update(abs=lambda x: "abs!")
print(f())
globals().pop("max"); del globals()["abs"]
print(f())
def loop():
    r = []
    for i in range(4):
        r.append(str(i))
        if i == 1: globals()["str"] = lambda x: "S"
        if i == 2: del globals()["str"]
    return r
print(loop(), loop())
