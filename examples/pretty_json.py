"""A JSON reader and pretty printer of its own, with `match` on what it read.

    pyopt run examples/pretty_json.py [FILE]
"""

import re
import sys

TOKEN = re.compile(r'\s*(?:(?P<punct>[\[\]{},:])|(?P<string>"(?:[^"\\]|\\.)*")|(?P<number>-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(?P<word>\w+))')
WORDS = {"true": True, "false": False, "null": None}
ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}
SAMPLE = '{"name": "pyopt", "tags": ["fast", "caf\\u00e9"], "levels": [0, 1.5, -2e3], "jit": null, "safe": true, "empty": {}}'


def tokens(text):
    at = 0
    text = text.rstrip()
    while at < len(text):
        if not (found := TOKEN.match(text, at)):
            raise SyntaxError(f"unexpected {text[at]!r} at {at}")
        yield found.lastgroup, found[found.lastgroup]
        at = found.end()
    yield "end", ""


def unescape(m):
    return chr(int(m[1][1:], 16)) if m[1][0] == "u" else ESCAPES.get(m[1], m[1])


def read(stream, token=None):
    match token or next(stream):
        case "punct", "[":
            return list(items(stream, "]", read))
        case "punct", "{":
            return dict(items(stream, "}", member))
        case "string", text:
            return re.sub(r"\\(u[0-9a-fA-F]{4}|.)", unescape, text[1:-1])
        case "number", text:
            return float(text) if any(c in text for c in ".eE") else int(text)
        case "word", text if text in WORDS:
            return WORDS[text]
        case _, text:
            raise SyntaxError(f"unexpected {text or 'end'!r}")


def items(stream, close, parse):
    token = next(stream)
    while token != ("punct", close):
        yield parse(stream, token)
        if (token := next(stream)) == ("punct", ","):
            token = next(stream)
        elif token != ("punct", close):
            raise SyntaxError(f"expected {close!r}, not {token[1]!r}")


def member(stream, token):
    key = read(stream, token)
    if next(stream) != ("punct", ":"):
        raise SyntaxError(f"no value for {key!r}")
    return key, read(stream)


def show(value, depth=0):
    pad = "  " * depth
    match value:
        case {} if value:
            body = ",\n".join(f'{pad}  "{k}": {show(v, depth + 1)}' for k, v in value.items())
            return f"{{\n{body}\n{pad}}}"
        case [_, *_]:
            return "[" + ", ".join(show(v, depth + 1) for v in value) + "]"
        case dict() | list():
            return "{}" if isinstance(value, dict) else "[]"
        case str():
            return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
        case bool() | None:
            return next(word for word, v in WORDS.items() if v is value)
        case number:
            return repr(number)


if len(sys.argv) > 1:
    with open(sys.argv[1], encoding="utf-8") as file:
        source = file.read()
else:
    source = SAMPLE
print(show(read(tokens(source))))
