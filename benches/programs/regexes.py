"""Regular expressions: tokens, dates in a log, substitution by a function, backtracking."""

import re

TOKEN = re.compile(r"\s*(?:(?P<number>\d+(?:\.\d+)?)|(?P<name>[A-Za-z_]\w*)|(?P<operator>\*\*|[-+*/()=<>,]))")
LINE = re.compile(r"^(\d{4})-(\d\d)-(\d\d) \[(\w+)\] (.*?)(?: \((\d+) ms\))?$", re.MULTILINE)
SOURCE = "alpha = beta ** 2 + gamma(3.14, delta - 42) / (omega_1 * 7) < limit " * 3
LOG = "\n".join(
    f"20{i % 30:02}-{i % 12 + 1:02}-{i % 28 + 1:02} [{('info', 'warning', 'error')[i % 3]}] request {i} done"
    + (f" ({i * 3} ms)" if i % 2 else "")
    for i in range(60)
)


def main(n):
    result = 0
    for i in range(n):
        position = 0
        while match := TOKEN.match(SOURCE, position):
            position = match.end()
            result += len(match.lastgroup)
        for year, month, day, level, text, duration in LINE.findall(LOG):
            result += int(year) + int(duration or 0) + (level == "error")
        result += len(re.sub(r"\b(\w)(\w*)\b", lambda m: m[1].upper() + m[2], SOURCE))
        result += len(re.split(r"[\s,;()]+", SOURCE)) + bool(re.search(r"(a+)+b", "a" * 12 + "c"))
    return result


WORK = 160
