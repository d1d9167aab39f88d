"""Built-in iteration: `zip`, `enumerate`, `map`, `filter`, `reversed`, comprehensions, `itertools`, reductions."""

import functools
import itertools
import operator


def main(n):
    names = ["ash", "beech", "cedar", "elm", "fir", "hazel", "larch", "oak", "pine", "rowan"]
    heights = [12, 30, 40, 25, 50, 6, 35, 28, 45, 10]
    result = 0
    for i in range(n):
        for index, (name, height) in enumerate(zip(names, heights)):
            result += index * height + len(name)
        result += sum(map(operator.mul, heights, reversed(heights)))
        result += len(list(filter(lambda height: height > 20, heights)))
        result += sum(height * height for height in heights if height % 2 == 0)
        result += max(heights, key=lambda height: (height % 7, height)) + min(len(name) for name in names)
        result += any(height > 48 for height in heights) + all(name.islower() for name in names)
        pairs = [(a, b) for a in names[:4] for b in names[4:8] if a[0] != b[-1]]
        result += len(pairs) + len({a: b for a, b in pairs}) + len({len(a) + len(b) for a, b in pairs})
        result += sum(a for a, in zip(itertools.islice(itertools.cycle(heights), 25)))
        result += sum(len(list(group)) for _, group in itertools.groupby(heights, key=lambda h: h // 20))
        result += functools.reduce(lambda a, b: a * 31 + b & 0xFFFF, heights)
        result += sum(itertools.accumulate(itertools.chain(heights, range(5))))
        result += sum(a * b for a, b in itertools.combinations(heights[:6], 2))
    return result


WORK = 5_000
