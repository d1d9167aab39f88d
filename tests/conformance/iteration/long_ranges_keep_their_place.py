# __setstate__ of an iterator over a range beyond machine words takes ints of any size.
def t(f):
    try:
        print(repr(f()))
    except BaseException as e:
        print(type(e).__name__, e)

import builtins
import pickle

it = iter(range(-(2**65), 20, 2))
it.__setstate__(2**64 + 7)
t(lambda: list(it))
it = reversed(range(10, 2**65, 2))
it.__setstate__(2**64 - 7)
t(lambda: list(it))
it = iter(range(10, 20, 2))
it.__setstate__(2)
t(lambda: list(it))
it = iter(range(10, 20, 2))
t(lambda: it.__setstate__("a"))
it = iter(range(2**70))
t(lambda: it.__setstate__(-5))
t(lambda: next(it))
t(lambda: it.__setstate__(2**69))
t(lambda: next(it) - 2**69)
t(lambda: it.__reduce__()[1])
t(lambda: it.__length_hint__())
t(lambda: it.__setstate__(2**80))
t(lambda: list(it))
for data in (
    b"c__builtin__\niter\n(c__builtin__\nxrange\n(I10\nI20\nI2\ntRtRI2\nb.",
    b"c__builtin__\niter\n(c__builtin__\nxrange\n(L-36893488147419103232L\nI20\nI2\ntRtRL18446744073709551623L\nb.",
):
    t(lambda: list(pickle.loads(data)))


class Name(str):
    def __hash__(self):
        return hash(str(self))

    def __eq__(self, other):
        list(used)
        return str(self) == other


kept = iter
used = iter([1, 2, 3])
del builtins.iter
vars(builtins)[Name("iter")] = kept
try:
    print(used.__reduce__())
finally:
    del vars(builtins)["iter"]
    builtins.iter = kept
t(lambda: iter([1]).__reduce__())
