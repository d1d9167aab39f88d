"""Prints unicode_tables.rs: what CPython 3.14 (Unicode 16.0) says about every code point.

Run with the Python whose answers are wanted:  python3.14 unicode_tables.py > unicode_tables.rs
"""
import unicodedata

FLAGS = ["ALPHA", "DECIMAL", "DIGIT", "NUMERIC", "SPACE", "PRINTABLE", "UPPER", "LOWER", "TITLE",
         "ID_START", "ID_CONTINUE", "CASED", "CASE_IGNORABLE", "SPECIAL"]

special = []
records = {}
runs = []
decimal_run = None
for code in range(0x110000):
    c = chr(code)
    cased = (c + "\u03a3").lower()[-1] == "\u03c2"
    ignorable = not cased and ("a" + c + "\u03a3").lower()[-1] == "\u03c2"
    maps = [c.upper(), c.lower(), c.title(), c.casefold()]
    odd = any(len(m) != 1 for m in maps) or maps[3] != maps[1]
    if odd:
        special.append((code, maps))
    deltas = (0, 0, 0) if odd else tuple(ord(m) - code for m in maps[:3])
    answers = [c.isalpha(), c.isdecimal(), c.isdigit(), c.isnumeric(), c.isspace(), c.isprintable(), c.isupper(),
               c.islower(), unicodedata.category(c) == "Lt", c.isidentifier(), ("a" + c).isidentifier(), cased,
               ignorable, odd]
    flags = sum(1 << bit for bit, answer in enumerate(answers) if answer)
    record = records.setdefault((flags, *deltas), len(records))
    if not runs or runs[-1][1] != record:
        runs.append((code, record))
    if c.isdecimal():
        assert int(c) == (code - runs[-1][0]) % 10, hex(code)

assert len(records) < 2048


def escape(text):
    return '"' + "".join(f"\\u{{{ord(c):x}}}" for c in text) + '"'


def wrapped(items):
    line = "   "
    for item in items:
        if len(line) + len(item) + 2 > 110:
            print(line)
            line = "   "
        line += f" {item},"
    print(line)


print(f"""//! Unicode {unicodedata.unidata_version} as CPython 3.14 sees it. Generated: `python3.14 unicode_tables.py > unicode_tables.rs`.
//!
//! `RUNS` cuts the code points into runs of one record: `first code point << 11 | index into RECORDS`.
//! INVARIANT: a run of decimal digits starts with a zero, and each next digit is one more, modulo ten.
""")
for bit, name in enumerate(FLAGS):
    print(f"pub(super) const {name}: u16 = 1 << {bit};")
print("\n/// What runs share: flags, and how far away the upper, lower and title case are.")
print(f"#[rustfmt::skip]\npub(super) static RECORDS: [(u16, i32, i32, i32); {len(records)}] = [")
wrapped(str(r) for r in records)
print("];\n")
print("/// Mappings to several code points, and casefolds that are not the lower case: upper, lower, title, fold.")
print(f"#[rustfmt::skip]\npub(super) static SPECIALS: [(u32, [&str; 4]); {len(special)}] = [")
for code, maps in special:
    print(f"    (0x{code:x}, [{', '.join(map(escape, maps))}]),")
print("];\n")
print(f"#[rustfmt::skip]\npub(super) static RUNS: [u32; {len(runs)}] = [")
wrapped(f"0x{code << 11 | record:x}" for code, record in runs)
print("];")
