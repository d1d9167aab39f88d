# A generator that waits in an `except` dies with what its exception holds, however it ends.
import gc
import weakref


class Held:
    pass


class Fails(Exception):
    def __init__(self, held):
        self.held = held


def ends(how):
    def handling():
        try:
            raise Fails(held)
        except Fails:
            yield

    held = Held()
    seen = weakref.ref(held)
    waits = handling()
    next(waits)
    how(waits)
    waits = held = None
    gc.collect()
    return seen()


def dropped(waits):
    waits = None


def closed(waits):
    waits.close()


def thrown(waits):
    try:
        waits.throw(RuntimeError())
    except RuntimeError:
        pass


def gone_on(waits):
    try:
        next(waits)
    except StopIteration:
        pass


def sent(waits):
    try:
        waits.send(None)
    except StopIteration:
        pass


for how in dropped, closed, thrown, gone_on, sent:
    print(how.__name__, [ends(how) for _ in range(3)])
