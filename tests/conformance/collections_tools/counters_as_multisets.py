# Counter is a dict with arithmetic: signs, zeros, missing keys, and what each operator keeps or drops.
from collections import Counter
import copy
import pickle

a, b = Counter(a=3, b=1, c=0, d=-2), Counter(a=1, b=2, c=-1, e=4)
for op in ("+", "-", "&", "|"):
    print(op, eval(f"a {op} b"), eval(f"b {op} a"))
    c = Counter(a)
    exec(f"c {op}= b")
    print(op + "=", c, a)
for op in ("==", "!=", "<", "<=", ">", ">="):
    print(op, eval(f"a {op} b"), eval(f"a {op} a"), eval(f"Counter(a=1) {op} Counter(a=1, z=0)"), eval(f"Counter() {op} Counter(x=-1)"), eval(f"Counter(a=1, b=2) {op} Counter(a=2, b=2)"))
print(+a, -a, a.total(), list(a.elements()), a.most_common(), a.most_common(2), a.most_common(0), a.most_common(-1), a.most_common(100) == a.most_common(), Counter("abracadabra").most_common(3))
cases = """
Counter(), Counter("hello"), Counter(["a", "b", "a"]), Counter({"x": 2}), Counter(x=1, y=2), Counter("ab", a=5), Counter(None), Counter((1, 1.0, True)), Counter({"a": "text"}), Counter({"a": 1.5, "b": 2j.imag})
Counter(5)
Counter("a", "b")
Counter.fromkeys("ab")
Counter("a")["z"], "z" in Counter("a"), Counter("a").get("z"), Counter("a").get("z", 0), Counter("aab").pop("a"), Counter("ab").setdefault("q", 7)
Counter("a").pop("z")
Counter("a") + {"a": 1}
Counter("a") - "a"
{"a": 1} | Counter(b=2), Counter(b=2) | Counter({"a": 1}), Counter(b=2) | {"a": 1} if 0 else None
Counter("a") | {"b": 1}
Counter("a") < {"a": 2}
Counter("a") == {"a": 1}, Counter("a") == dict(a=1), Counter() == 0, Counter(a=0) == Counter(), Counter(a=1) != {"a": 1}
Counter({"a": "x", "b": "y"}).most_common()
Counter({"a": "x", "b": 1})
Counter({"a": "x", "b": 1}).most_common()
Counter({"a": [1], "b": "x"}).most_common(1)
Counter(a="x").total()
list(Counter(a="x").elements())
list(Counter(a=2.5).elements())
Counter(a=1) + Counter(a="x")
Counter("aabbb").items(), sorted(Counter("aabbb").elements()), Counter("aab").values(), sum(Counter("aab").values()), dict(Counter("ab")), set(Counter("ab")) == {"a", "b"}, list(Counter("bab")), max(Counter("aab"), key=Counter("aab").get)
repr(Counter(b=1, a=2)), repr(Counter({1: "a", 2: 3})), str(Counter()), repr(Counter({"x": Counter("y")})), f"{Counter('a')}"
Counter("ab").copy(), type(Counter("ab").copy()).__name__, copy.copy(Counter("ab")), copy.deepcopy(Counter("ab")), pickle.loads(pickle.dumps(Counter("aab"))), Counter("ab").__reduce__()
Counter(a=3).subtract("a"), Counter().update()
Counter().update(5)
Counter().update("a", "b")
Counter().subtract(None), Counter(self=1, iterable=2, mapping=3)
"""
for source in cases.strip().splitlines():
    try:
        print(source, "->", repr(eval(source)))
    except Exception as e:
        print(source, "->", type(e).__name__, e)
for statement in ("c.update('aab')", "c.update({'a': 10, 'n': -1})", "c.update(a=1.5)", "c.update(Counter(z=1), q=2)", "c.subtract('aab')", "c.subtract({'a': 10})", "c.subtract(a='x')", "c['new'] += 1", "del c['missing']", "del c['a']", "c['a'] = 'text'", "c |= Counter(b=50)", "c &= Counter(a=1)", "c -= Counter(a=100)", "c += Counter(a=-100)", "c |= {'a': 99}", "c += {'a': 99}", "c += 5", "c.clear()", "c.update([('a', 1), 'b'])", "c.keep = 1"):
    c = Counter(a=2, b=1)
    try:
        exec(statement); print(statement, c)
    except Exception as e: print(statement, type(e).__name__, e, c)


class Scores(Counter):
    def __missing__(self, key): return 100


s = Scores("ab")
print(s["q"], s + s, type(s + s).__name__, type(+s).__name__, type(s.copy()).__name__, s.most_common(1), repr(s))
s["q"] += 1; print(s); s.update("z"); print(s)
