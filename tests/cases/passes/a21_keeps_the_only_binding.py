def f():
    for i in ():
        j = 1
    return i
def g(x):
    for x in ():
        yield x
async def h(x):
    async for x in ():
        pass
def k(x):
    for x in (()):
        def only(): pass
    return only
