# A lookup before a loop that may not run, a loop without end, a body that leaves: the loop stays a loop.
def f(xs, obj):
    for x in xs:
        obj.add(x)
    while True:
        if obj.done():
            break
    for i in (1, 2):
        if obj.done():
            continue
        obj.add(i)
    for i in range(len(xs)):
        obj.add(len(xs))
