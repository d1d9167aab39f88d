"""Structures shown: `pprint`, `reprlib`, tables by hand, a parser of settings in sections, and the same text written again."""

import pprint
import reprlib

TEXT = """
title = "tides"
[stations.north]
place = [52.5, -4.25, [1, 2, 3]]
open = true
names = ["low", "high", "slack water"]
[stations.south]
place = [-1e3, 0x1f]   # far away
note = 'no "escapes" here'
since = 1_979
"""


class Reader:
    def __init__(self, text):
        self.text, self.at = text, 0

    def skip(self):
        while self.at < len(self.text) and self.text[self.at] in " \t":
            self.at += 1

    def until(self, ends):
        start = self.at
        while self.at < len(self.text) and self.text[self.at] not in ends:
            self.at += 1
        return self.text[start : self.at]

    def value(self):
        self.skip()
        first = self.text[self.at]
        if first in "\"'":
            self.at += 1
            found = self.until(first)
            self.at += 1
            return found
        if first == "[":
            self.at += 1
            items = []
            while True:
                self.skip()
                if self.text[self.at] == "]":
                    self.at += 1
                    return items
                items.append(self.value())
                self.skip()
                if self.text[self.at] == ",":
                    self.at += 1
        word = self.until(",] \t#\n")
        if word in ("true", "false"):
            return word == "true"
        try:
            return int(word, 0)
        except ValueError:
            return float(word)


def read(text):
    settings = {}
    section = settings
    for line in text.splitlines():
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        if line.startswith("["):
            section = settings
            for name in line.strip("[]").split("."):
                section = section.setdefault(name, {})
            continue
        key, _, rest = line.partition("=")
        section[key.strip()] = Reader(rest).value()
    return settings


def write(settings, path=()):
    lines = [f"{key} = {value!r}" for key, value in settings.items() if not isinstance(value, dict)]
    for key, value in settings.items():
        if isinstance(value, dict):
            lines.append(f"[{'.'.join((*path, key))}]")
            lines.extend(write(value, (*path, key)))
    return lines


def table(rows):
    widths = [max(len(str(row[column])) for row in rows) for column in range(len(rows[0]))]
    return "\n".join(" | ".join(str(cell).ljust(width) for cell, width in zip(row, widths)) for row in rows)


def main(n):
    result = 0
    for i in range(n):
        settings = read(TEXT)
        settings["number"] = i
        again = read("\n".join(write(settings)).replace("True", "true"))
        result += again["stations"] == settings["stations"]
        wide = {"all": [settings] * 2, "set": {1, 2, 3}, "deep": ((((i,),),),), "text": "word " * 30, "bytes": b"x" * 90}
        result += len(pprint.pformat(wide, width=60)) + pprint.isreadable(settings)
        result += len(reprlib.repr(list(range(i + 10)))) + len(table([(k, k * i, "x" * (k % 5)) for k in range(12)]))
    return result


WORK = 60
