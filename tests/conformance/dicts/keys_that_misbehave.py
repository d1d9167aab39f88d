# Dicts call __hash__ and __eq__ of keys at every turn: keys that lie, raise, change or empty the dict meanwhile must do no harm.
class Key:
    def __init__(self, name, h=1, eq=None): self.name, self.h, self.eq = name, h, eq
    def __repr__(self): return self.name
    def __hash__(self):
        if isinstance(self.h, Exception): raise self.h
        return self.h
    def __eq__(self, other):
        if callable(self.eq): return self.eq(other)
        return self is other if self.eq is None else self.eq


def attempt(label, f):
    try:
        print(label, f())
    except Exception as e:
        print(label, type(e).__name__, e)


boom = Key("boom", h=ZeroDivisionError("no hash"))
text, huge, true, neg = Key("text", h="x"), Key("huge", h=2**200), Key("true", h=True), Key("neg", h=-1)
fail = Key("fail", eq=lambda o: 1 // 0)
d = {Key("one"): 1}
for key in (boom, text, fail, [], {}, set(), bytearray(), slice([], 1), ([],), (1, ({},))):
    for label, f in (("get", lambda: d.get(key)), ("in", lambda: key in d), ("set", lambda: d.__setitem__(key, 1)), ("pop", lambda: d.pop(key, 0)), ("setdefault", lambda: d.setdefault(key, 0)), ("display", lambda: {key: 1}), ("fromkeys", lambda: dict.fromkeys([key])), ("set of", lambda: {key}), ("del", lambda: d.__delitem__(key))):
        attempt(f"{key!r} {label}:", f)
print({huge: 1}[huge], {true: 1}[true], hash(true), hash(neg), {neg: 2}[neg])
same = Key("same", eq=True)
e = {Key("x"): 1}
e[same] = 2
print(e, len(e), e[same], same in e, e.pop(same), e)
a, b, c = Key("a", eq="yes"), Key("b", eq=[]), Key("c", eq=NotImplemented)
print({a: 1, b: 2, c: 3}, {b: 1, a: 2}, {c: 1, b: 2})


class Changing:
    h = 1
    def __hash__(self): return Changing.h
    def __repr__(self): return "changing"


ch = Changing()
d = {ch: "old"}
Changing.h = 2
print(ch in d, d.get(ch), list(d), d)
d[ch] = "new"
print(len(d), d, d.pop(ch), d, ch in dict(d))
Changing.h = 1
print(ch in d, d.pop(ch, "gone"), d)

victim = {}


class Clears:
    def __init__(self, how): self.how = how
    def __hash__(self): return 5
    def __eq__(self, other):
        how, self.how = self.how, None
        if how: exec(how, {"victim": victim})
        return False
    def __repr__(self): return "clears"


for how in ("victim.clear()", "victim.update(dict.fromkeys(range(100)))", "victim.popitem()", "victim.pop(6, None)"):
    for label, action in (("get", lambda k: victim.get(k)), ("set", lambda k: victim.__setitem__(k, "v")), ("pop", lambda k: victim.pop(k, "none")), ("setdefault", lambda k: victim.setdefault(k, "s")), ("in", lambda k: k in victim), ("eq", lambda k: victim == {k: 1, 6: 2})):
        victim.clear()
        victim.update({Clears(None): 1, 6: 2})
        attempt(f"{how} {label}", lambda: action(Clears(how)))
        print(len(victim), end=" ")
print()


class DictEq(dict):
    def __eq__(self, other): return "eq called"
    __hash__ = None


class Val:
    def __init__(self, a): self.a = a
    def __eq__(self, other): return self.a
    __hash__ = object.__hash__


print({1: 2} == DictEq(), DictEq() == {}, {1: Val("t")} == {1: 0}, {1: Val([])} == {1: 0}, {1: Val([])} != {1: 0}, {1: 2, 3: 4} == {3: 4, 1: 2}, {1: 1} == {1.0: True}, {} == [], {1: float("nan")} == {1: float("nan")})
attempt("compare", lambda: {1: 1} < {2: 2})
attempt("hash", lambda: hash({}))
