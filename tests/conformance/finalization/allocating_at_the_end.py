# Finalizers that run at the end of the program allocate so much that what they leave is collected.
import collections
import json


class Last:
    def __init__(self, name):
        self.name = name

    # Globals may be gone by then.
    def __del__(self, dumps=json.dumps, counter=collections.Counter):
        total = 0
        for i in range(60_000):
            total += len([i, str(i), {i: i}])
        functions = [lambda: dumps({"a": [1, 2, 3]}) for _ in range(300)]
        print(self.name, total, functions[-1](), list(counter("abca"))[:1])


last = Last("one")
kept = [Last("two"), last]
