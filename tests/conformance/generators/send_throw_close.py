# The generator protocol by hand: what send, throw and close do in each state.
def g():
    try:
        x = yield 1
        print("got", x)
        try:
            yield 2
        except ValueError as e:
            print("caught", e)
            yield "handled"
        yield 3
    finally:
        print("cleanup")
i = g()
try: i.send(5)
except TypeError as e: print(e)
print(next(i), i.send("hello"), i.throw(ValueError("v")), next(i), i.close(), i.close())
try: next(i)
except StopIteration as e: print("stop", e.value)
i = g(); i.close()
try: i.throw(KeyError("k"))
except KeyError as e: print("raised", e)
i = g(); next(i)
try: i.throw(TypeError, "t") if False else i.throw(TypeError("t"))
except TypeError as e: print(e)
def ret():
    yield
    return "value"
i = ret(); next(i)
try: next(i)
except StopIteration as e: print(e.value, e.args)
def stubborn():
    while True:
        try: yield
        except GeneratorExit: print("no")
        else: break
i = stubborn(); next(i)
try: i.close()
except RuntimeError as e: print(e)
try: next(i)
except StopIteration: print("ended")
def closeval():
    try: yield 1
    except GeneratorExit: return "from close"
i = closeval(); next(i); print(i.close())
for bad in (5, "x", object):
    try: ret().throw(bad)
    except TypeError as e: print(e)
