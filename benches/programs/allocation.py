"""Short and long lives: trees built and dropped, linked lists, a cache that forgets, cycles."""

import collections


class Cell:
    def __init__(self, value, rest):
        self.value = value
        self.rest = rest


class Cache:
    def __init__(self, size):
        self.size, self.entries = size, collections.OrderedDict()

    def get(self, key, make):
        if key in self.entries:
            self.entries.move_to_end(key)
            return self.entries[key]
        value = self.entries[key] = make(key)
        if len(self.entries) > self.size:
            self.entries.popitem(last=False)
        return value


def tree(depth):
    return (tree(depth - 1), tree(depth - 1)) if depth else None


def count(node):
    return 1 if node is None else count(node[0]) + count(node[1])


def main(n):
    cache = Cache(100)
    result = 0
    for i in range(n):
        result += count(tree(8))
        cells = None
        for value in range(100):
            cells = Cell(value, cells)
        while cells is not None:
            result += cells.value
            cells = cells.rest
        parent = {"children": []}
        for k in range(20):
            parent["children"].append({"parent": parent, "index": k})
        result += parent["children"][7]["parent"]["children"][3]["index"]
        result += len(cache.get(i * i % 157, lambda key: [key] * 10))
    return result


WORK = 600
