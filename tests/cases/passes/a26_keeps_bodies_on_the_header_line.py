# A tracer is told of each jump back to the line it comes from: straight code has none.
for i in (1, 2): print(i)
for i in (
        1, 2): print(i)
for i in (1, 2):
    print(i)
