# Changing the size while iterating raises; replacing values does not.
d = {i: i for i in range(3)}
for k in d: d[k] += 10
print(d)
for f in ("d[99] = 1", "del d[2]", "d.clear()", "d.pop(0)"):
    d = {i: i for i in range(3)}
    try:
        for k in d: exec(f)
        print("no error", f)
    except RuntimeError as e: print(f, e)
d = {1: 1}
it = iter(d.items())
d[2] = 2
try: next(it)
except RuntimeError as e: print(e)
d = {i: 0 for i in range(3)}
try:
    for k in d:
        del d[k]; d[k + 10] = 1
except RuntimeError as e: print(e)
s = {1, 2}
try:
    for x in s: s.add(x + 10)
except RuntimeError as e: print(e)
it = iter({1: 2}); print(next(it), it.__length_hint__(), next(it, "end"), next(it, "end"))
def g():
    for k in d: yield k
d = {"a": 1}; gen = g(); print(next(gen)); d["b"] = 2
try: next(gen)
except RuntimeError as e: print(e)
