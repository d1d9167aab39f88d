# Iterators of every built-in kind: types, hints, copies by __reduce__, __setstate__, changes of what they iterate, and that the exhausted stay so.
import copy, operator, itertools, collections, array
makers = {"list": lambda: iter([1, 2, 3]), "tuple": lambda: iter((1, 2, 3)), "str": lambda: iter("aé日"), "ascii": lambda: iter("abc"), "bytes": lambda: iter(b"abc"), "bytearray": lambda: iter(bytearray(b"ab")), "range": lambda: iter(range(3)), "long range": lambda: iter(range(2 ** 70, 2 ** 70 + 2)), "set": lambda: iter({1}), "frozenset": lambda: iter(frozenset([1])), "dict": lambda: iter({1: 2, 3: 4}), "items": lambda: iter({1: 2}.items()), "values": lambda: iter({1: 2}.values()), "reversed list": lambda: reversed([1, 2]), "reversed dict": lambda: reversed({1: 2, 3: 4}), "reversed items": lambda: reversed({1: 2}.items()), "reversed range": lambda: reversed(range(3)), "reversed str": lambda: reversed("ab"), "enumerate": lambda: enumerate("ab"), "zip": lambda: zip("ab", "cd"), "map": lambda: map(str, [1, 2]), "filter": lambda: filter(None, [0, 1]), "callable": lambda: iter(iter([1, 2, 9]).__next__, 9), "getitem": lambda: iter(type("G", (), {"__getitem__": lambda s, i: "ab"[i]})()), "array": lambda: iter(array.array("i", [1, 2])), "deque": lambda: iter(collections.deque([1, 2])), "generator": lambda: (x for x in "ab"), "chain": lambda: itertools.chain("a", "b"), "count": lambda: itertools.islice(itertools.count(), 2), "keys view": lambda: iter({1: 2}.keys())}
for name, make in makers.items():
    it = make(); hint = operator.length_hint(it, -1); first = next(it); hint2 = operator.length_hint(it, -1)
    rest = list(it); out = [type(it).__name__, hint, first, hint2, rest, list(it), next(it, "end"), operator.length_hint(it, -1), iter(it) is it]
    for f in (lambda: len(make()), lambda: bool(make()), lambda: make()[0], lambda: make() == make(), lambda: make().__length_hint__(), lambda: next(make(), 1, 2), lambda: make().x):
        try: out.append(f())
        except Exception as e: out.append(type(e).__name__)
    print(name, *out)
    for g in (lambda: [list(copy.copy(x)) for x in [make()]], lambda: (lambda i: (next(i), list(copy.copy(i)), list(i)))(make()), lambda: (lambda r: (getattr(r[0], "__name__", r[0]), len(r)))(make().__reduce__())):
        try: print("  ", g())
        except Exception as e: print("  ", type(e).__name__, e)
for name, states in (("list", (0, 1, 5, 2 ** 70)), ("tuple", (2, -5)), ("str", (1, 9)), ("range", (2, 10, -1)), ("reversed list", (0, 1, -1, 9)), ("bytes", (1,)), ("array", (1, 7)), ("dict", (1,))):
    for s in states:
        it = makers[name]()
        try: it.__setstate__(s); print(name, s, list(it))
        except Exception as e: print(name, s, type(e).__name__, e)
l = [1, 2]; it = iter(l); next(it); l.append(3); print(list(it)); l.append(4); print(list(it)); l = [1, 2, 3]; it = iter(l); next(it); del l[0]; print(list(it)); l = [1, 2, 3]; r = reversed(l); next(r); l.clear(); print(list(r)); l[:] = [7, 8]; print(list(r))
for change in ("d[9] = 1", "del d[1]", "d.clear()", "d[1] = 'new'", "d.pop(2); d[8] = 1", "d.update({1: 1})", "d.setdefault(1)", "d |= {7: 7}"):
    for view in ("d", "d.items()", "d.values()", "reversed(d)"):
        d = {1: 1, 2: 2}; it = iter(eval(view)); next(it)
        try: exec(change); r = list(it)
        except Exception as e: r = f"{type(e).__name__} {e}"
        try: again = list(it)
        except Exception as e: again = type(e).__name__
        print(change, view, r, again)
s = {1, 2}; it = iter(s); next(it); s.add(3)
try: next(it)
except RuntimeError as e: print(e)
dq = collections.deque([1, 2]); it = iter(dq); next(it); dq.append(3)
try: next(it)
except RuntimeError as e: print(e)
b = bytearray(b"abc"); it = iter(b); next(it); del b[1:]; print(list(it)); c = iter(lambda: 1, 1); print(list(c), list(c)); calls = iter([1, 2, 3]); c = iter(lambda: next(calls), 2); print(list(c), next(calls), list(c))
z = zip(iter([1, 2, 3]), iter([4])); print(list(z), list(z)); i1 = iter([1, 2, 3]); print(list(zip(i1, [9])), next(i1)); i1 = iter([1, 2, 3]); print(list(zip([9], i1)), next(i1)); m = map(lambda x: 1 / x, [1, 0, 2]); out = []
for _ in range(4):
    try: out.append(next(m))
    except Exception as e: out.append(type(e).__name__)
print(out); f = filter(lambda x: 1 / x, [0, 2]); out = []
for _ in range(3):
    try: out.append(next(f))
    except Exception as e: out.append(type(e).__name__)
print(out); e = enumerate("ab", 5); next(e); print(copy.copy(e).__reduce__()[1][1], list(e)); a, b = itertools.tee("abc"); next(a); print(list(b), list(a))
