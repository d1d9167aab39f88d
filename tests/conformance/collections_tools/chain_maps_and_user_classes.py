# ChainMap looks through several mappings and writes to the first; defaultdict makes what is missing; UserDict, UserList and UserString hold what they imitate.
import copy
import pickle
from collections import ChainMap, UserDict, UserList, UserString, defaultdict

base, over = {"a": 1, "b": 2}, {"b": 20, "c": 30}
cm = ChainMap(over, base)
cases = """
cm, cm["a"], cm["b"], len(cm), list(cm), dict(cm), "c" in cm, cm.maps, cm.parents, cm.new_child(), cm.new_child({"z": 0})["z"], cm.new_child(q=1), cm.get("x"), cm.get("a"), bool(ChainMap()), bool(ChainMap({}, {"a": 1}))
cm["x"]
cm.pop("a")
cm.pop("x", None)
cm.__missing__("k")
ChainMap().popitem()
ChainMap(), ChainMap().maps, ChainMap({}, 5)
len(ChainMap({}, 5))
ChainMap.fromkeys("ab", 1), ChainMap.fromkeys(["a"]), cm == {"a": 1, "b": 20, "c": 30}, cm == ChainMap({"a": 1, "b": 20, "c": 30}), cm.copy().maps[0] is over, cm.copy().maps[1] is base, copy.copy(cm).maps[0] is over, cm | {"n": 1}, {"n": 1} | cm, type({"n": 1} | cm).__name__
cm | [1]
cm.keys(), cm.items(), list(cm.values()), sorted(cm.keys() & {"a", "z"}), list(reversed(list(cm))), ChainMap(defaultdict(int), {"a": 5})["a"], ChainMap({"a": 5}, defaultdict(int))["q"]
defaultdict(), defaultdict(int), defaultdict(list, a=[1]), defaultdict(None, {"x": 1}), repr(defaultdict(lambda: 0, {}))[:30], defaultdict(int, [("a", 1)]).default_factory, defaultdict(list)["k"], defaultdict(int).get("k"), "k" in defaultdict(int)
defaultdict(5)
defaultdict("x")
defaultdict()["k"]
defaultdict(None)[1, 2]
defaultdict(int, 5)
defaultdict(lambda: 1 / 0)["k"]
defaultdict(len)["k"]
defaultdict(int).__missing__("k"), defaultdict(int)["a"] + 1, defaultdict(int, a=1) | {"b": 2}, {"b": 2} | defaultdict(int, a=1), type(defaultdict(int) | {}).__name__, (defaultdict(int) | {}).default_factory, defaultdict(int).copy(), copy.copy(defaultdict(list, a=[1])), copy.deepcopy(defaultdict(list, a=[1])), defaultdict(int) == {}, defaultdict(int, a=1) == {"a": 1}
defaultdict(int).__reduce__()[:2], [pickle.loads(pickle.dumps(defaultdict(list, a=[1]), p)) for p in (0, 2, 5)], defaultdict.fromkeys("ab", 0), defaultdict(int).setdefault("k"), defaultdict(int).pop("k", 9)
UserDict(a=1), UserDict({"a": 1}, b=2), UserDict([("x", 1)]), UserDict(None), UserDict(dict=5), UserDict(a=1) == {"a": 1}, UserDict(a=1) | {"b": 2}, {"b": 2} | UserDict(a=1), UserDict.fromkeys("ab"), UserDict(a=1).copy(), UserDict(a=1).data, "a" in UserDict(a=1), len(UserDict())
UserDict()["k"]
UserDict(5)
UserDict(a=1) | 5
UserDict().popitem()
UserList(), UserList("ab"), UserList([1]) + [2], [0] + UserList([1]), UserList([1]) + UserList("a"), UserList([1, 2]) * 2, UserList([3, 1]) < [3, 2], UserList([1]) == [1], UserList(range(4))[1:3], type(UserList("ab")[:1]).__name__, UserList([1, 2]).index(2), UserList("ab").copy(), UserList([1]).data, sorted(UserList([2, 1])), UserList((1, 2)), 1 in UserList([1]), UserList([1]) + "ab", UserList(UserList([5]))
UserList()[0]
UserList([1]).remove(5)
UserList([1]) < 5
UserString("abc"), UserString(5), UserString("a") + "b", "a" + UserString("b"), UserString("ab").upper(), type(UserString("ab").upper()).__name__, UserString("ab") == "ab", hash(UserString("ab")) == hash("ab"), UserString("a%s") % 1, "x%s" % UserString("q"), UserString("abc")[1], UserString("abc")[::-1], "b" in UserString("abc"), UserString("b") in UserString("abc"), len(UserString("abc")), UserString("5").__int__(), float(UserString("1.5")), UserString("a,b").split(","), UserString("-").join("ab"), UserString("a") < "b", UserString("{}").format(1), UserString("ab").find(UserString("b")), UserString("aXa").replace(UserString("X"), "-"), UserString("ab").encode(), repr(UserString("a'")), UserString("ab").startswith("a"), UserString("xaby").strip("xy"), UserString("ab").removeprefix(UserString("a")), UserString("é").casefold(), UserString("a") * 3, complex(UserString("1j")), UserString("ab").count("")
"-".join([UserString("a")])
UserString("a") + 5
"""
for source in cases.strip().splitlines():
    try:
        print(source, "->", repr(eval(source)))
    except Exception as e:
        print(source, "->", type(e).__name__, e)
for statement in ("cm['a'] = 100", "del cm['b']", "del cm['a']", "cm.update(z=1)", "cm.clear()", "cm.popitem()", "cm |= {'w': 1}", "cm.maps.append({'late': 1})", "cm.pop('c')", "cm.setdefault('a', 5), cm.setdefault('new', 6)", "u = UserList([3, 1, 2]); u.sort(reverse=True); u += 'x'; u *= 2; u[1:3] = [9]; u.insert(0, 'i'); u.extend(UserList('z')); u.reverse(); del u[0]; print(u, u.pop(), u.count(9))", "d = defaultdict(list); d['a'].append(1); d['b'] += [2]; d.default_factory = None; print(d); d['c']", "d = defaultdict(int); d |= {'a': 1}; d |= [('b', 2)]; print(d)", "d = defaultdict(int); d.default_factory = 5; d['x']"):
    over, base = {"b": 20, "c": 30}, {"a": 1, "b": 2}; cm = ChainMap(over, base)
    try:
        exec(statement); print(statement, cm)
    except Exception as e: print(statement, type(e).__name__, e, cm)


class Lower(UserDict):
    def __setitem__(self, k, v): super().__setitem__(k.lower(), v)
    def __missing__(self, k): return f"?{k}"


lo = Lower({"A": 1}, B=2)
lo.update(C=3); lo.setdefault("D", 4)
print(lo, lo["zz"], lo.get("zz"), "zz" in lo, lo | {"E": 5}, type(lo.copy()).__name__, lo.pop("a"), list(lo))
