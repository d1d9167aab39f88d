# Async generators that are suspended when the program ends are let go of without a word.
async def agen():
    try:
        while True:
            try: got = yield 1
            except ValueError as e: print("caught", e)
    finally: print("finally")
def step(aw):
    try: aw.send(None)
    except StopIteration as e: print("value", e.value)
    except BaseException as e: print(type(e).__name__, e)
a = agen(); step(a.__anext__()); step(a.athrow(ValueError("v"))); step(a.aclose())
b = agen(); step(b.athrow(KeyError("fresh")))
c = agen(); step(c.aclose()); step(c.__anext__())
d = agen()
print("end")
