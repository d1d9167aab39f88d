"""Regular expressions made, not matched: patterns of every kind taken apart and put together."""

import re

PATTERNS = (
    r"^(?P<year>\d{4})-(?P<month>0[1-9]|1[0-2])-(?P<day>[0-3]\d)(?:T(\d\d):(\d\d))?$",
    r"(?i)\b(?:north|south|east|west)(?:ern|wards?)?\b",
    r"[^\W\d_]+(?:[-'][^\W\d_]+)*",
    r"(?x) \s* ( \" (?: \\. | [^\"\\] )* \" | ' (?: \\. | [^'\\] )* ' ) \s* ,? # strings",
    r"(?<=[a-z])(?=[A-Z])|(?<!^)(?=[A-Z][a-z])",
    r"(a|b|ab)*?c{2,5}+(?>d+|e)(?(1)f|g)",
    r"[\u0370-\u03ff\u0400-\u04ff]+|[!-/:-@\[-`{-~]",
    r"(\w+)\s+\1|\b(\d+)(?:\.\d*)?(?:[eE][-+]?\d+)?\b",
    r"(?s:.*?)<(?P<tag>[a-z][a-z0-9]*)(?:\s+[^>]*)?>(?:.*?)</(?P=tag)>",
)


def main(n):
    result = 0
    for i in range(n):
        re.purge()
        for number, pattern in enumerate(PATTERNS):
            made = re.compile(pattern, re.ASCII if (i + number) % 4 == 0 and "u0" not in pattern else 0)
            result += made.groups + len(made.groupindex) + made.flags
        for word in "tide (low)", "1 + 1 = 2?", "[north|south]":
            result += re.compile(re.escape(word)).match(word).end()
        try:
            re.compile(r"(unclosed [group")
        except re.error as error:
            result += error.pos
    return result


WORK = 24
