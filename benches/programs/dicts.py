"""Dicts: counting, grouping, inverting, tuples as keys, views, merging."""

import collections


def main(n):
    words = [f"w{(i * i + 3 * i) % 211}" for i in range(400)]
    result = 0
    for i in range(n):
        counts = {}
        for word in words:
            counts[word] = counts.get(word, 0) + 1
        groups = collections.defaultdict(list)
        for word, count in counts.items():
            groups[count].append(word)
        inverse = {count: sorted(names)[0] for count, names in groups.items()}
        result += len(inverse) + max(counts.values())
        grid = {}
        for x in range(12):
            for y in range(12):
                grid[x, y] = x * y + i
        for (x, y), value in grid.items():
            if (x + 1, y) in grid and value & 1:
                result += grid[x + 1, y]
        merged = {**inverse, **{k: v for k, v in enumerate(words[:50])}}
        merged |= {i: "extra"}
        for key in list(merged):
            if key % 3 == 0:
                del merged[key]
        result += len(merged) + len(counts.keys() & set(words[:20]))
        result += sum(collections.Counter(words[:100]).values())
    return result


WORK = 500
