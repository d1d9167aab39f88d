"""Word counts by a pipeline of generators; nothing is read before it is asked for."""

from collections import Counter
from itertools import islice

TEXT = """
In the beginning the compiler read the text and the text was long.
The compiler made a tree, and a graph of the tree; and the interpreter ran the graph.
"""


def lines(text):
    for number, line in enumerate(text.strip().splitlines(), 1):
        print(f"  (reading line {number})")
        yield line


def words(source):
    for line in source:
        yield from line.lower().replace(";", " ").replace(",", " ").replace(".", " ").split()


def distinct(source):
    seen = set()
    for word in source:
        if word not in seen:
            seen.add(word)
            yield word


def running_mean():
    """A coroutine: send a number, get the mean so far."""
    total = count = 0
    mean = None
    while True:
        total += yield mean
        count += 1
        mean = total / count


print("first five:", list(islice(distinct(words(lines(TEXT))), 5)))
print("most common:", Counter(words(lines(TEXT))).most_common(3))
mean = running_mean()
next(mean)
for word in islice(words(TEXT.splitlines()), 4):
    print(f"{word:12} mean length {mean.send(len(word)):.2f}")
