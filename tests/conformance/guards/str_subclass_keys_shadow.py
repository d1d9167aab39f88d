# A key that is a subclass of str shadows a builtin as well as a plain one does.
class Key(str):
    pass


class Sly(str):
    def __eq__(self, other):
        return str.__eq__(self, other)

    def __hash__(self):
        return str.__hash__(self)


def probe():
    return len("abc"), sum([1, 2])


print(probe())
globals()[Key("len")] = lambda x: "key"
print(probe())
del globals()["len"]
print(probe())
globals()[Sly("sum")] = lambda x: "sly"
print(probe())
globals().pop(Sly("sum"))
print(probe())


def midway():
    out = []
    for i in range(4):
        if i == 1:
            globals().update({Key("abs"): lambda x: "A"})
        if i == 3:
            globals().pop("abs")
        out.append(abs(-i))
    return out


print(midway(), midway())
print([type(k).__name__ for k in globals() if k == "len"])
