# A view of values that holds itself is written with dots, as dicts are.
d = {}
d[1] = d.values()
print(d)
print(d.values())
