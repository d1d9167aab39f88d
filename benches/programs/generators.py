"""Generators: pipelines, trees walked by `yield from`, `send`, generator expressions."""


def numbers(n):
    i = 0
    while i < n:
        yield i
        i += 1


def odd(items):
    for item in items:
        if item & 1:
            yield item


def pairs(items):
    previous = None
    for item in items:
        if previous is not None:
            yield previous, item
        previous = item


class Tree:
    def __init__(self, low, high):
        middle = (low + high) // 2
        self.key = middle
        self.left = Tree(low, middle) if low < middle else None
        self.right = Tree(middle + 1, high) if middle + 1 < high else None

    def __iter__(self):
        if self.left:
            yield from self.left
        yield self.key
        if self.right:
            yield from self.right


def average():
    total = count = 0
    mean = None
    while True:
        value = yield mean
        total += value
        count += 1
        mean = total / count


def main(n):
    result = 0
    tree = Tree(0, 255)
    for i in range(n):
        result += sum(a * b for a, b in pairs(odd(numbers(200 + i % 5))))
        result += sum(tree)
        mean = average()
        next(mean)
        for value in range(50):
            result += int(mean.send(value))
    return result


WORK = 900
