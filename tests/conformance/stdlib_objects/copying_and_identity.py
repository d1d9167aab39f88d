# Shallow and deep copies, shared and cyclic structure, and __copy__/__deepcopy__ hooks.
import copy


class Node:
    def __init__(self, value, *children):
        self.value, self.children = value, list(children)


class Hooked:
    def __init__(self, n):
        self.n = n

    def __copy__(self):
        return Hooked(self.n + 1)

    def __deepcopy__(self, memo):
        return Hooked(self.n + 100)


class Reduced:
    def __init__(self, a):
        self.a = a

    def __reduce__(self):
        return Reduced, (self.a * 2,)


shared = [1]
data = {"a": shared, "b": shared, "t": (1, shared)}
shallow, deep = copy.copy(data), copy.deepcopy(data)
shared.append(2)
print(shallow, deep, deep["a"] is deep["b"], deep["t"][1] is deep["a"], shallow["a"] is shared)
loop = Node("root", Node("leaf"))
loop.children.append(loop)
twin = copy.deepcopy(loop)
print(twin is not loop, twin.children[1] is twin, twin.children[0] is not loop.children[0], twin.children[0].value)
print(copy.copy(Hooked(1)).n, copy.deepcopy([Hooked(1)])[0].n, copy.copy(Reduced(2)).a)
cyclic = []
cyclic.append(cyclic)
print(copy.deepcopy(cyclic)[0][0][0] is not cyclic, cyclic)
for atomic in (1, "s", (1, 2), None, len, frozenset([1]), range(3), type):
    print(copy.copy(atomic) is atomic, copy.deepcopy(atomic) == atomic, end=" ")
print()
print(copy.copy([1, 2]) == [1, 2], copy.copy({1}), copy.copy(bytearray(b"x")), copy.replace(slice(1), stop=2) if False else "")
try:
    copy.copy(x for x in [])
except TypeError as e:
    print(e)
