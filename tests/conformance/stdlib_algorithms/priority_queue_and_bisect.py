# heapq and bisect in use: a scheduler, running medians, grades, merging.
import bisect
import heapq
import itertools


class Queue:
    def __init__(self):
        self.heap, self.counter = [], itertools.count()

    def add(self, task, priority=0):
        heapq.heappush(self.heap, (-priority, next(self.counter), task))

    def pop(self):
        return heapq.heappop(self.heap)[-1]


q = Queue()
for task, priority in [("write", 2), ("test", 2), ("urgent", 9), ("sleep", 0)]:
    q.add(task, priority)
print([q.pop() for _ in range(4)])
try:
    q.pop()
except IndexError as e:
    print(e)


def running_median(stream):
    low, high = [], []
    for x in stream:
        heapq.heappush(low, -heapq.heappushpop(high, x))
        if len(low) > len(high):
            heapq.heappush(high, -heapq.heappop(low))
        yield high[0] if len(high) > len(low) else (high[0] - low[0]) / 2


print(list(running_median([5, 2, 8, 1, 9, 3])))
print(heapq.nlargest(3, [4, 1, 7, 3]), heapq.nsmallest(2, "delta", key=ord), list(heapq.merge([1, 4], [2, 3], [0])))
h = [9, 5, 7, 1]
heapq.heapify(h)
print(h[0], heapq.heapreplace(h, 6), heapq.heappushpop(h, 0), sorted(h))


def grade(score, points=(60, 70, 80, 90), letters="FDCBA"):
    return letters[bisect.bisect(points, score)]


print([grade(s) for s in (33, 60, 77, 89.5, 90, 100)])
data = [1, 3, 3, 3, 7]
print(bisect.bisect_left(data, 3), bisect.bisect_right(data, 3), bisect.bisect(data, 0))
bisect.insort(data, 4)
bisect.insort(data, -9, key=abs)
print(data)
