# reversed() asks __reversed__, else the sequence protocol; None refuses; what changes underneath ends it.
def show(source, space=globals()):
    try: print(source, "->", repr(eval(source, space)))
    except Exception as e: print(source, "->", type(e).__name__, e)

class S:
    def __init__(self, n): self.n = n
    def __len__(self): return self.n
    def __getitem__(self, i):
        if i == 1: raise IndexError
        return i * 10
class R:
    def __reversed__(self): return "anything"
class N(S): __reversed__ = None
class NoLen:
    def __getitem__(self, i): return i
class Mapping(dict): pass
class BadLen(S):
    def __len__(self): return -1
for source in ("list(reversed(S(4)))", "reversed(R())", "reversed(N(1))", "reversed(NoLen())", "reversed(BadLen(1))", "reversed({1})", "reversed(5)", "reversed()", "reversed([], [])", "reversed(x=1)", "list(reversed({1: 2, 3: 4}))", "list(reversed({1: 2}.items())), list(reversed({1: 2}.values()))", "list(reversed(Mapping(a=1)))", "list(reversed(range(0, 10, 3)))", "list(reversed('a\u20acb'))", "list(reversed(b'ab'))", "list(reversed(memoryview(b'ab')))", "type(reversed([])).__name__, type(reversed(())).__name__, type(reversed({})).__name__, type(reversed(range(2))).__name__", "reversed([1, 2]).__reduce__()[1:]", "reversed((1, 2)).__reduce__()[1:]", "list(reversed(__import__('collections').deque([1, 2])))", "list(reversed(iter([])))", "type('Sub', (reversed,), {})([1, 2]).__next__()"): show(source)
l = [1, 2, 3, 4]; r = reversed(l); print(next(r), r.__length_hint__()); l[:] = [9]; print(list(r), r.__length_hint__()); l.extend("abcdef"); print(list(r))
r = reversed(l); r.__setstate__(1); print(list(r)); r = reversed((1, 2, 3)); r.__setstate__(-9); print(list(r)); r = reversed((1, 2, 3)); r.__setstate__(99); print(list(r))
d = {1: 1, 2: 2}; r = reversed(d); next(r); d[3] = 3
try: next(r)
except RuntimeError as e: print(e)
