#!/usr/bin/env python3
"""How the cost of common operations grows: nanoseconds for each at n, 10 n and 100 n, and the longest pause among many objects.

    growth.py                       under the Python that runs it
    growth.py COMMAND [COMMAND …]   under others, side by side, e.g. growth.py python3 "pyopt run"
"""
import shlex
import subprocess
import sys
import time


def append(n):
    items = []
    for i in range(n):
        items.append(i)


def insert(n):
    table = {}
    for i in range(n):
        table[i * 7] = i


def insert_str(n):
    table = {}
    for i in range(n):
        table[str(i)] = i


def concatenate(n):
    text = ""
    for _ in range(n):
        text += "ab"
    return text


class Node:
    def __init__(self, under):
        self.under = under


def chain(n):
    """Builds a chain of objects and follows it to the end."""
    top = None
    for _ in range(n):
        top = Node(top)
    while top is not None:
        top = top.under


KINDS = [("list append", append), ("dict insert, int", insert), ("dict insert, str", insert_str), ("str +=", concatenate),
         ("attribute chain", chain)]
SIZES = [10_000, 100_000, 1_000_000]
LIVE = [100_000, 1_000_000, 10_000_000]


def nanoseconds(work, n):
    """The best of as many runs as make up the largest size."""
    best = float("inf")
    for _ in range(max(3, min(100, SIZES[-1] // n))):
        start = time.process_time()
        work(n)
        best = min(best, time.process_time() - start)
    return best / n * 1e9


def pauses(live):
    """The longest time between two steps of a loop that makes garbage, and one that replaces what lives, among `live` tuples;
    and nanoseconds for each step."""
    kept = [(i,) for i in range(live)]
    clock, steps = time.perf_counter, 1_000_000
    longest = []
    start = clock()
    for replaces in (False, True):
        worst, last = 0.0, clock()
        for i in range(steps):
            new = (i, last)
            if replaces:
                kept[i % live] = new
            now = clock()
            worst, last = max(worst, now - last), now
        longest.append(worst * 1e3)
    return *longest, (clock() - start) / (2 * steps) * 1e9


def measure():
    for name, work in KINDS:
        print(name, *(f"{nanoseconds(work, n):.1f}" for n in SIZES), sep="\t")
    for live in LIVE:
        print(f"among {live}", *(f"{figure:.1f}" for figure in pauses(live)), sep="\t")


def table(head, rows):
    print("| " + " | ".join(head) + " |\n|---|" + "---:|" * (len(head) - 1))
    for row in rows:
        print("| " + " | ".join(row) + " |")
    print()


def main():
    commands = sys.argv[1:]
    if commands == ["--measure"]:
        return measure()
    for command in commands or [sys.executable]:
        done = subprocess.run([*shlex.split(command), __file__, "--measure"], capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(f"{command} failed:\n{done.stderr}")
        rows = [line.split("\t") for line in done.stdout.splitlines()]
        print(f"{command}\n")
        table(["ns for each", *(f"{n:,}" for n in SIZES)], rows[:len(KINDS)])
        table(["live tuples", "longest pause, garbage (ms)", "replacing (ms)", "ns for each step"], rows[len(KINDS):])


if __name__ == "__main__":
    main()
