# What finally returns, breaks or raises wins over what was on its way.
def returns():
    try:
        return "try"
    finally:
        print("cleaning")


def swallow():
    for i in range(3):
        try:
            if i == 1:
                raise ValueError("lost")
            print("item", i)
        except ValueError:
            print("handled", i)
            continue
        finally:
            print("finally", i)
    else:
        print("loop ended")


def order(log):
    try:
        try:
            log.append("body")
            return log.append("return value")
        finally:
            log.append("inner")
    finally:
        log.append("outer")


def replaced():
    try:
        raise KeyError("first")
    finally:
        raise ValueError("second")


print(returns())
swallow()
log = []
print(order(log), log)
try:
    replaced()
except ValueError as e:
    print(repr(e), repr(e.__context__), e.__cause__)


def generator():
    try:
        yield 1
        yield 2
    except GeneratorExit:
        print("closed early")
        raise
    finally:
        print("generator cleaned")


for x in (g := generator()):
    break
g.close()
print([x for x in generator()])
