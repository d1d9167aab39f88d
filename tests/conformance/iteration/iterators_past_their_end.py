# What an iterator says after its end: sources that grow, shrink or are replaced meanwhile, hints of length, and a second end.
import collections
import itertools
import operator

makers = {"list": lambda: [1, 2, 3], "bytearray": lambda: bytearray(b"abc"), "dict": lambda: {1: 1, 2: 2, 3: 3}, "set": lambda: {1, 2, 3}}
changes = {"list": ["s.append(4)", "s.pop()", "s.clear()", "s.insert(0, 0)", "s[:] = [7]", "s *= 3", "s.reverse()", "s.sort(reverse=True)", "del s[0]"], "bytearray": ["s.append(100)", "s.pop()", "s.clear()", "s[0:1] = b'xyz'", "s *= 2"], "dict": ["s[1] = 5", "s[4] = 4", "s.pop(3)", "s.clear()", "s.update({1: 0})"], "set": ["s.add(1)", "s.add(4)", "s.discard(3)", "s.clear()"]}
for kind, make in makers.items():
    for change in changes[kind]:
        for make_iterator in (iter, reversed):
            for steps in (1, 3):
                s = make()
                try: it = make_iterator(s)
                except TypeError: continue
                for _ in range(steps): next(it)
                hint = operator.length_hint(it)
                exec(change)
                row = [hint, operator.length_hint(it)]
                for _ in range(2):
                    try: row.append(len(list(itertools.islice(it, 10))) if kind in ("dict", "set") else list(itertools.islice(it, 10)))
                    except RuntimeError as e: row.append(str(e))
                print(kind, change, make_iterator.__name__, steps, *row, end="; ")
    print()
for source in ("iter([])", "iter('ab')", "iter((1,))", "iter(range(2))", "iter(b'a')", "iter({})", "iter([1].pop, 1)", "zip('ab', 'c')", "map(str, [1])", "filter(None, [0, 1])", "enumerate('a')", "reversed([1])", "(x for x in 'ab')", "itertools.count(5)", "itertools.repeat(1, 2)", "itertools.chain('a', 'b')", "itertools.islice('abc', 2)", "itertools.cycle('')", "itertools.tee('ab')[0]", "itertools.groupby('aab')", "itertools.product('a', 'b')", "itertools.pairwise('ab')", "itertools.batched('abc', 2)", "itertools.zip_longest('a', 'bc')", "iter(memoryview(b'ab'))", "iter({1: 2}.items())", "reversed({1: 2})", "reversed('ab')", "reversed(range(2))", "iter(collections.deque('a'))"):
    it = eval(source)
    hint = operator.length_hint(it, -1)
    rest = list(itertools.islice(it, 5))
    ends = []
    if "count" not in source:
        for _ in range(2):
            try: ends.append(next(it))
            except StopIteration as e: ends.append(("stop", e.value, e.args))
    print(source, hint, len(rest), ends, operator.length_hint(it, -1) if "count" not in source else "", iter(it) is it, next(it, "default") if "count" not in source else "", it in [it], bool(it))
class Restart:
    n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        if self.n % 3 == 0: raise StopIteration
        return self.n
r = Restart()
print(list(r), list(r), next(r, "d"), list(zip(r, "abc")), list(map(str, r)), [*r], max(r), sum(r), 13 in r, list(itertools.chain(r, r)), dict.fromkeys(r), (lambda *a: a)(*r))
it = iter([1, 2, 3]); a, *b = it; print(a, b, list(it)); it = iter("abcdef"); print(list(zip(it, it)), list(zip(*[iter("abcd")] * 2)), "c" in (it := iter("abcd")), list(it), any(map("b".__eq__, (it := iter("abc")))), list(it))
