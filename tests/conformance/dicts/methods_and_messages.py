# Every dict method with every argument form, and what wrong ones raise.
cases = """
dict(5)
dict([1])
dict([(1,)])
dict([(1, 2, 3)])
dict(["ab", "cd"])
dict("ab")
dict([[1, 2]], a=3)
dict({1: 2}, **{"x": 3})
dict(1, 2)
dict(**{1: 2})
dict(None)
dict([([], 1)])
{[]: 1}
{}[[]]
{}["k"]
{}[1, 2]
{(1, [2]): 3}
{}.get()
{}.get([])
{1: 2}.get(1, 3, 4)
{1: 2}.get(2, default=5)
{}.pop()
{}.pop(1)
{1: 2}.pop(1)
{}.pop(1, None)
{}.popitem()
{1: 2, 3: 4}.popitem()
{}.setdefault()
{}.setdefault(1)
{}.setdefault([], 1)
{}.update(5)
{}.update([5])
{}.update([(1, 2, 3)])
{}.update(1, 2)
dict.fromkeys(5)
dict.fromkeys([1, 2])
dict.fromkeys("ab", [])
dict.fromkeys([[]])
dict.fromkeys([1], 2, 3)
{1: 2} | {3: 4}
{1: 2} | [(3, 4)]
[(3, 4)] | {1: 2}
{1: 2}.__or__([(3, 4)])
{1: 2} < {1: 2}
{1: 2} + {3: 4}
{1: 2} == {1.0: 2.0}, {True: "a", 1: "b", 1.0: "c"}
list(reversed({1: 2, 3: 4})), list(reversed({1: 2}.items())), list(reversed({1: 2}.values()))
{1: 2}.keys() & [1, 5], {1: 2}.keys() | {3}, {1: 2}.keys() - [1], {1: 2}.keys() ^ {1, 2}
{1: 2}.items() & {(1, 2)}, {1: 2}.items() - [(1, 2)]
{1: []}.items() & [(1, [])]
[(1, [])] == list({1: []}.items()), (1, []) in {1: []}.items()
{1: 2}.keys() + [1]
{1: 2}.values() & [2]
{1: 2}.keys()[0]
{1: 2}.values() == {1: 2}.values()
{1: 2}.keys() == {1}, {1: 2}.keys() < {1, 2}, {1: 2}.keys().isdisjoint([2])
{1: 2}.keys().mapping, type({1: 2}.items().mapping)
{1: 2}.keys().mapping.__setitem__(1, 2)
hash({})
hash({}.keys())
{}.has_key(1)
{}.a
len({}, {})
{**{1: 2}, **{1: 3}}
{**[1]}
{*{1: 2}}
del {}[1]
"""
for source in cases.strip().splitlines():
    try:
        print(source, "->", eval(source))
    except SyntaxError as e:
        print(source, "-> SyntaxError", e.msg)
    except Exception as e:
        print(source, "->", type(e).__name__, e, e.args if isinstance(e, KeyError) else "")
d = {1: 2}; d |= [(3, 4)]; print(d)
try: d |= 5
except TypeError as e: print(e)
class M:
    def keys(self): return ["a", "b"]
    def __getitem__(self, k): return k * 2
print(dict(M()), {**M()}); d.update(M()); print(d)
class Bad:
    keys = None
    def __iter__(self): return iter([(1, 2)])
try: print(dict(Bad()))
except TypeError as e: print(e)
d = {}; d["self"] = d; print(d, d.keys(), d.items())
