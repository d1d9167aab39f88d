# A round-robin scheduler in 20 lines exercises suspension at every depth.
from collections import deque
import types
@types.coroutine
def switch(): return (yield)
ready = deque(); log = []
class Event:
    def __init__(self): self.waiting, self.value = [], None
    def set(self, v):
        self.value = v
        ready.extend(self.waiting); self.waiting.clear()
    def __await__(self):
        while self.value is None:
            yield self
        return self.value
def spawn(coro, name): ready.append((coro, name))
def run():
    while ready:
        coro, name = ready.popleft()
        try: what = coro.send(None)
        except StopIteration as e: log.append((name, "return", e.value)); continue
        except Exception as e: log.append((name, "raise", repr(e))); continue
        if isinstance(what, Event): what.waiting.append((coro, name))
        else: ready.append((coro, name))
async def worker(name, n):
    total = 0
    for i in range(n):
        log.append((name, i)); total += i
        await switch()
    return total
ev = Event()
async def waiter(): return "woke " + await ev
async def setter():
    await worker("inner", 2)
    ev.set("now")
async def fails():
    await switch()
    raise KeyError("f")
spawn(worker("a", 3), "a"); spawn(waiter(), "w"); spawn(worker("b", 1), "b"); spawn(setter(), "s"); spawn(fails(), "f")
run()
for l in log: print(l)
