# An exception thrown into a generator that never ran passes its first line; a bare raise keeps what it had.
def f():
    try:
        yield
    except:
        raise


def levels(g):
    try:
        1 / 0
    except ZeroDivisionError as v:
        try:
            g.throw(v)
        except Exception as w:
            tb = w.__traceback__
    while tb:
        print(tb.tb_frame.f_code.co_name, tb.tb_lineno, tb.tb_frame.f_locals.keys())
        tb = tb.tb_next


levels(f())
g = f()
next(g)
levels(g)


async def coroutine(x):
    pass


levels(coroutine(3))
g = f()
frame = g.gi_frame
levels(g)
print(g.gi_frame, frame.f_code.co_name)
for name in ("gi_code", "gi_frame", "gi_running", "gi_suspended", "gi_yieldfrom"):
    try:
        setattr(g, name, 42)
    except Exception as e:
        print(type(e).__name__, e)
print([s for s in dir(g) if not s.startswith("_")])
c = coroutine(1)
print([s for s in dir(c) if not s.startswith("_")], c.cr_origin)
c.close()


async def agen():
    yield


print([s for s in dir(agen()) if not s.startswith("_")])
print(type(type(g).gi_code), type(type(g).gi_frame))
