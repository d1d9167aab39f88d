# s += t must be right when other names share the old value.
s = ""
seen = []
for i in range(10):
    s += str(i)
    if i % 3 == 0: seen.append(s)
print(s, seen)
a = b = "x"
a += "y"
b += "z"
c = a
c += "1"
a += "2"
print(a, b, c)
def build(n):
    out = ""
    keep = None
    for i in range(n):
        out += "ab"
        if i == 5: keep = out
    return len(out), keep
print(build(1000))
d = {"k": ""}
for ch in "héllo€": d["k"] += ch
print(d, len(d["k"]))
class O: t = ""
for ch in "abc": O.t += ch * 2
print(O.t)
u = "é"
for _ in range(3): u += u
print(u, len(u))
v = "a\ud83d"
v += "\ude00"
print(len(v), ascii(v))
