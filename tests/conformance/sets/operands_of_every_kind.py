# Set operators demand sets and name the types that are none; methods take any iterables, several at once; results have the left one's class.
class S(set):
    def __repr__(self): return f"S({sorted(self, key=repr)})"


class F(frozenset):
    def __repr__(self): return f"F({sorted(self, key=repr)})"


def show(x):
    if type(x) is set: return f"set{sorted(x, key=repr)}"
    if type(x) is frozenset: return f"frozen{sorted(x, key=repr)}"
    return repr(x)


lefts = {"set": set("ab"), "frozen": frozenset("ab"), "S": S("ab"), "F": F("ab"), "keys": {"a": 1, "b": 2}.keys()}
rights = {"set": set("bc"), "frozen": frozenset("bc"), "S": S("bc"), "F": F("bc"), "keys": {"b": 1, "c": 2}.keys(), "list": ["b", "c"], "str": "bc", "dict": {"b": 0}, "int": 5, "None": None}
for ln, left in lefts.items():
    for op in ("&", "|", "-", "^", "<", ">="):
        row = []
        for rn, right in rights.items():
            try:
                row.append(f"{rn}:{show(eval(f'left {op} right'))}")
            except TypeError as e:
                row.append(f"{rn}:{e}")
        print(ln, op, " ".join(row))
for ln in ("set", "frozen"):
    for method in ("union", "intersection", "difference", "symmetric_difference", "issubset", "issuperset", "isdisjoint"):
        row = []
        for args in (("bc",), ({"a": 1},), (5,), ([[]],), (iter("ab"), set("a")), (lefts[ln],)):
            try:
                row.append(show(getattr(lefts[ln], method)(*args)))
            except TypeError as e:
                row.append(str(e))
        print(ln, method, " | ".join(row))
for op in ("&=", "|=", "-=", "^="):
    for rn in ("set", "F", "keys", "list", "None"):
        for ln in ("set", "frozen", "S"):
            x = y = type(lefts[ln])(lefts[ln])
            right = rights[rn]
            try:
                exec(f"x {op} right")
                print(op, ln, rn, show(x), x is y, end="; ")
            except TypeError as e:
                print(op, ln, rn, e, end="; ")
    print()
for method in ("update", "intersection_update", "difference_update", "symmetric_difference_update"):
    for args in ((), ("bc",), ("b", "c"), (5,), (["a", []],), ({"a": 1}, [1])):
        x = set("ab")
        try:
            print(method, getattr(x, method)(*args), show(x), end="; ")
        except TypeError as e:
            print(method, e, show(x), end="; ")
    print()
cases = """
set(5)
set([], [])
set(a=1)
frozenset(5)
frozenset(a=1)
{[]}
{{}}
{set()}
{frozenset()}, {frozenset({1}): 2}[frozenset({1})], set() in {frozenset()}, {1} in [{1}], frozenset({1}) == {1}, hash(frozenset({1, 2})) == hash(frozenset({2, 1}))
[] in {1}
{} in set()
{frozenset({1})}.remove({2})
set([frozenset({1})]).discard({1}), {frozenset({1})} - {frozenset({1})}
{1}.remove(2)
{1}.remove("x")
{1}.remove((1, 2))
{1}.remove([])
{1}.discard([])
{1}.add([])
{1}.add()
set().pop()
{1}.pop(1)
{1}.remove()
{1, 2} < {1, 2, 3} < {1, 2, 3, 4}, {1} < {2}, {1} > {2}, {1} == {1.0}, {1} != {True}, set() == frozenset(), {1} == [1], set() <= set(), {1} < frozenset({1, 2})
hash(set())
set().__hash__
frozenset("ab").copy() is not None, frozenset() is frozenset(), frozenset(frozenset("a")) == frozenset("a"), type(F("a").copy()).__name__, type(F("a") | set()).__name__, type(S("a").copy()).__name__, type(S("a").union([])).__name__
set().__or__([]), set().__and__(5), frozenset().__ror__([]), set().__eq__([]), set().__lt__([]), set().__contains__(1)
set().__ior__([])
repr(set()), repr(frozenset()), repr({1}), repr(frozenset({1})), repr(S()), repr(type("Q", (frozenset,), {})({1})), str({"a"}), len({1, 1.0, True}), {1, True} == {1}, bool(set()), [*{5}], max({3, 1}), sum({1, 2}), sorted({3, 1, 2})
"""
for source in cases.strip().splitlines():
    try:
        print(source, "->", repr(eval(source)))
    except Exception as e:
        print(source, "->", type(e).__name__, e)
