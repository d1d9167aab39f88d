"""Writes `tables.rs` from the `unicodedata` of the Python that runs it: `python3.14 tables.py > tables.rs`."""
import unicodedata as u
from fractions import Fraction

LAST = 0x110000
CATEGORIES = ["Lu", "Ll", "Lt", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Co", "Cn",
              "Lm", "Lo", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Sm", "Sc", "Sk", "So"]
BIDI = ["", "L", "LRE", "LRO", "R", "AL", "RLE", "RLO", "PDF", "EN", "ES", "ET", "AN", "CS", "NSM", "BN", "B", "S",
        "WS", "ON", "LRI", "RLI", "FSI", "PDI"]
WIDTHS = ["F", "H", "W", "Na", "A", "N"]


def fill(items):
    line = "   "
    for item in items:
        if len(line) + len(item) + 2 > 118:
            print(line)
            line = "   "
        line += f" {item},"
    print(line)


def names(constant, items, doc):
    print(f"/// {doc}")
    print(f"pub(super) static {constant}: [&str; {len(items)}] = [")
    fill(f'"{i}"' for i in items)
    print("];\n")


def record(db, code):
    c = chr(code)
    return (CATEGORIES.index(db.category(c)), BIDI.index(db.bidirectional(c)), db.combining(c),
            WIDTHS.index(db.east_asian_width(c)), db.mirrored(c))


records = {}


def runs_of(db):
    runs, last = [], None
    for code in range(LAST):
        key = record(db, code)
        if key != last:
            runs.append(code << 11 | records.setdefault(key, len(records)))
            last = key
    return runs


old = u.ucd_3_2_0
runs, old_runs = runs_of(u), runs_of(old)

print(f"//! Unicode {u.unidata_version} as CPython's `unicodedata` shows it. Generated: `python3.14 tables.py > tables.rs`.")
print("//!")
print("//! `RUNS` cuts the code points into runs of one record: `first code point << 11 | index into RECORDS`.\n")
print("/// The version of the database.")
print(f'pub(super) const VERSION: &str = "{u.unidata_version}";\n')
names("CATEGORIES", CATEGORIES, "General categories, by number.")
names("BIDIRECTIONAL", BIDI, "Bidirectional classes, by number; none where nothing is assigned.")
names("WIDTHS", WIDTHS, "East Asian widths, by number.")
print("/// Category, bidirectional class, combining class, width, and whether it is mirrored.")
print("#[rustfmt::skip]")
print(f"pub(super) static RECORDS: [(u8, u8, u8, u8, bool); {len(records)}] = [")
fill("({}, {}, {}, {}, {})".format(*k[:4], "true" if k[4] else "false") for k in records)
print("];\n")
print("#[rustfmt::skip]")
print(f"pub(super) static RUNS: [u32; {len(runs)}] = [")
fill(map(str, runs))
print("];\n")
print("/// The same of Unicode 3.2.")
print("#[rustfmt::skip]")
print(f"pub(super) static RUNS_3_2: [u32; {len(old_runs)}] = [")
fill(map(str, old_runs))
print("];\n")
decimals = [c for c in range(LAST) if old.decimal(chr(c), None) != u.decimal(chr(c), None)
            and old.category(chr(c)) != "Cn"]
assert all(old.decimal(chr(c)) == u.digit(chr(c)) for c in decimals)
print("/// Digits that were decimal ones in Unicode 3.2.")
print("#[rustfmt::skip]")
print(f"pub(super) static DECIMALS_3_2: [u32; {len(decimals)}] = [")
fill(map(str, decimals))
print("];\n")
mended = [c for c in range(LAST) if old.category(chr(c)) != "Cn"
          and old.normalize("NFD", chr(c)) != u.normalize("NFD", chr(c))]
print("/// Decompositions that were mended after Unicode 3.2: code point, and what it was then.")
print(f"pub(super) static MENDED: [(u32, u32); {len(mended)}] = [")
fill(f"({c}, {ord(old.normalize('NFD', chr(c)))})" for c in mended)
print("];\n")

# Runs of numbers: each one is so much more than the one before.
numbers, current = [], None
for code in range(LAST):
    value = u.numeric(chr(code), None)
    if value is None:
        continue
    value = Fraction(value).limit_denominator(1000)
    assert float(value) == u.numeric(chr(code))
    kind = 2 if u.decimal(chr(code), None) is not None else 1 if u.digit(chr(code), None) is not None else 0
    if current:
        first, count, start, step, k = current
        if code == first + count and k == kind:
            if count == 1 and value.denominator == start.denominator == 1 and value - start in (0, 1):
                step = value - start
            if count > 1 and value == start + step * count or count == 1 and value == start + step and step is not None:
                current = [first, count + 1, start, step, k]
                continue
        numbers.append(current)
    current = [code, 1, value, Fraction(0), kind]
numbers.append(current)
print("/// Numbers: first code point, how many, numerator and denominator of the first, step to the next, and whether they")
print("/// are digits (1), decimal ones (2) or numbers only (0).")
print("#[rustfmt::skip]")
print(f"pub(super) static NUMBERS: [(u32, u16, i64, u16, u8, u8); {len(numbers)}] = [")
fill(f"({f}, {c}, {s.numerator}, {s.denominator}, {st}, {k})" for f, c, s, st, k in numbers)
print("];\n")

tags, index, points = {"": 0}, [], []
for code in range(LAST):
    text = u.decomposition(chr(code))
    if not text:
        continue
    words = text.split()
    tag = words.pop(0) if text.startswith("<") else ""
    tags.setdefault(tag, len(tags))
    index.append((code, len(points), tags[tag] << 8 | len(words)))
    points += [int(w, 16) for w in words]
names("TAGS", [t for t in tags], "Kinds of decomposition, by number; canonical ones have no tag.")
print("/// Decompositions: code point, where its own start in `POINTS`, and `tag << 8 | how many`.")
print("#[rustfmt::skip]")
print(f"pub(super) static DECOMPOSITIONS: [(u32, u16, u16); {len(index)}] = [")
fill("({}, {}, {})".format(*i) for i in index)
print("];\n")
print("#[rustfmt::skip]")
print(f"pub(super) static POINTS: [u32; {len(points)}] = [")
fill(map(str, points))
print("];")
