# A generator that is sent values keeps its state between two sends.
def averager():
    total, count, average = 0.0, 0, None
    while True:
        value = yield average
        if value is None:
            return total, count
        total += value
        count += 1
        average = total / count


def grouper(results):
    while True:
        key = yield
        if key is None:
            break
        results[key] = yield from averager()
        print("group", key, "done")


avg = averager()
print(next(avg))
for x in (10, 30, 5):
    print(avg.send(x))
try:
    avg.send(None)
except StopIteration as stop:
    print("result", stop.value)

results = {}
g = grouper(results)
next(g)
for key, values in {"a": [1, 2, 3], "b": [40.5, 39.5], "c": []}.items():
    g.send(key)
    for v in values:
        g.send(v)
    g.send(None)
print(results)
try:
    averager().send(1)
except TypeError as e:
    print(e)
