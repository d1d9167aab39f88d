# list, extend and others ask __length_hint__, and refuse wrong answers.
def show(source, space=globals()):
    try: print(source, "->", repr(eval(source, space)))
    except Exception as e: print(source, "->", type(e).__name__, e)

import operator
class H:
    def __init__(self, hint): self.hint = hint
    def __length_hint__(self):
        if isinstance(self.hint, Exception): raise self.hint
        return self.hint
    def __iter__(self): return iter("ab")
class N:
    __length_hint__ = None
    def __iter__(self): return iter("ab")
class L:
    def __len__(self): raise TypeError("no length")
    def __length_hint__(self): return 9
class Big:
    def __len__(self): return 10**30
for hint in (3, 0, -1, "x", 2.0, NotImplemented, TypeError("t"), KeyError("k"), True, None):
    h = H(hint)
    show("operator.length_hint(h, 7)"); show("list(h)"); show("tuple(h)"); show("bytearray([1]).extend(h)"); show("[*h]")
for source in ("operator.length_hint(5)", "operator.length_hint(5, 'x')", "operator.length_hint(L())", "operator.length_hint(Big())", "operator.length_hint(N(), 4)", "operator.length_hint(iter([1, 2, 3]))", "operator.length_hint(iter(range(5)))", "operator.length_hint(reversed([1, 2]))", "operator.length_hint(iter({1, 2}))", "operator.length_hint(iter({1: 2}.items()))", "operator.length_hint(map(str, []), 3)", "operator.length_hint(iter('abc'))", "operator.length_hint(iter(b'abc'))", "operator.length_hint(enumerate([1]))", "operator.length_hint(__import__('itertools').repeat(1, 4))"): show(source)
it = iter([1, 2, 3]); next(it); print(it.__length_hint__())
l = [1, 2]; it = iter(l); l.append(3); print(it.__length_hint__()); list(it); l.append(4); print(it.__length_hint__())
d = {1: 1}; it = iter(d); d[2] = 2; print(it.__length_hint__())
