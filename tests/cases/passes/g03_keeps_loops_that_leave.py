# Loops that are left early, that repeat too much, or whose number of turns is unknown stay loops.
def f(g, n):
    for i in range(3):
        if g(i):
            break
    for i in range(3):
        if g(i):
            continue
        g(i)
    for i in range(n):
        g(i)
    for i in range(31):
        g(i)
    for g.x in range(2):
        g(i)
