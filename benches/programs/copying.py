"""Structures copied and stored: `copy.deepcopy`, `pickle`, equality of nested containers, conversion to tuples."""

import copy
import pickle


class Node:
    def __init__(self, value, children=()):
        self.value = value
        self.children = list(children)
        self.marks = {"seen": False, "weight": value * 2}

    def total(self):
        return self.value + sum(child.total() for child in self.children)


def frozen(thing):
    if isinstance(thing, dict):
        return tuple(sorted((key, frozen(value)) for key, value in thing.items()))
    if isinstance(thing, (list, tuple)):
        return tuple(map(frozen, thing))
    return thing


def main(n):
    tree = Node(1, [Node(i, [Node(i + k) for k in range(3)]) for i in range(4)])
    settings = {"name": "x", "sizes": [1, 2, 3], "nested": {"a": (1, 2.5, None), "b": [True, "text"]}}
    result = 0
    for i in range(n):
        twin = copy.deepcopy(tree)
        twin.value = i
        result += twin.total() + copy.copy(settings)["sizes"][1]
        again = pickle.loads(pickle.dumps(settings))
        result += (again == settings) + len(frozen({"n": i, "list": [1, [2, (3, i)]]})) + len(frozen(settings))
    return result


WORK = 500
