# A round-robin event loop with sleeping, spawning, joining and cancelling, on bare coroutines.
from collections import deque
import heapq


class Command:
    def __init__(self, name, arg):
        self.name, self.arg = name, arg

    def __await__(self):
        return (yield self)


class Task:
    count = 0

    def __init__(self, coro):
        Task.count += 1
        self.id, self.coro, self.waiters, self.result, self.done = Task.count, coro, [], None, False


class Loop:
    def __init__(self):
        self.ready, self.sleeping, self.time = deque(), [], 0

    def spawn(self, coro):
        task = Task(coro)
        self.ready.append((task, None))
        return task

    def finish(self, task, result):
        task.done, task.result = True, result
        self.ready.extend((w, result) for w in task.waiters)

    def run(self):
        while self.ready or self.sleeping:
            if not self.ready:
                self.time, _, task = heapq.heappop(self.sleeping)
                self.ready.append((task, self.time))
            task, value = self.ready.popleft()
            if task.done:
                continue
            try:
                command = task.coro.send(value)
            except StopIteration as stop:
                self.finish(task, stop.value)
                continue
            match command:
                case Command(name="sleep", arg=n):
                    heapq.heappush(self.sleeping, (self.time + n, task.id, task))
                case Command(name="spawn", arg=coro):
                    self.ready.append((task, self.spawn(coro)))
                case Command(name="join", arg=other) if other.done:
                    self.ready.append((task, other.result))
                case Command(name="join", arg=other):
                    other.waiters.append(task)
                case Command(name="cancel", arg=other):
                    other.coro.close()
                    self.finish(other, "cancelled")
                    self.ready.append((task, None))


async def worker(name, delay, steps):
    try:
        for i in range(steps):
            now = await Command("sleep", delay)
            print(f"t={now} {name} step {i}")
        return f"{name}-result"
    finally:
        print(name, "leaves")


async def main():
    a = await Command("spawn", worker("a", 2, 3))
    b = await Command("spawn", worker("b", 3, 1))
    c = await Command("spawn", worker("c", 100, 1))
    print(await Command("join", b), await Command("join", a))
    await Command("cancel", c)
    print(await Command("join", c))


loop = Loop()
loop.spawn(main())
loop.run()
print("time", loop.time)
