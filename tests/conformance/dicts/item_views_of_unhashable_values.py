# Items views compare and test members without hashing the values, so lists may be values.
a, b = {1: [], 2: {}}, {2: {}, 1: []}
for f in (lambda: a.items() == b.items(), lambda: a.items() <= b.items(), lambda: a.items() < b.items(), lambda: a.items() >= b.items(), lambda: a.items() != b.items(), lambda: (1, []) in a.items(), lambda: a.items() == {(1, 2)}, lambda: a.items() & b.items(), lambda: a.items().isdisjoint([])):
    try: print(f())
    except TypeError as e: print(e)
