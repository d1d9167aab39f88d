# Why: positions count characters, whatever the text is made of: searches, patterns and streams that start far from the beginning.
import re, io
for unit in ("a", "é", "漢b", "😀"):
    s = (unit + "xyz ") * 50
    n = len(s)
    print(n, [s.find("xyz", i) for i in range(0, n, 17)], s.find("xyz", -7), s.find("nope", 10), s.find("", n), s.find("", n + 1))
    print([s.rfind("xyz", 0, i) for i in range(0, n, 23)], s.rfind("z", -3, -1), s.rfind(unit))
    print([s.count("y", i, n - i) for i in range(0, n, 31)], s.count("", 5, 9), s.count("", n + 1), s.count(unit, -20))
    print([s.startswith("xyz", i) for i in range(0, 20)], s.startswith("", n), s.startswith("", n + 1), s.startswith(("q", "z "), -2), s.endswith("xyz", 0, -1), s.endswith((unit,), 0, len(unit)), s.endswith("", 9, 3))
    print([m.span() for m in re.compile(r"\bx?yz").finditer(s, 100)][:5], re.compile(unit).search(s, n - 30), re.compile(r"(?<=z )" + unit).match(s, n - len(unit) - 4))
    print([re.compile("x(y)z").match(s, i) for i in range(120, 130)], re.compile("z $").search(s, 90).span(), re.compile(r"^").search(s, 3), re.compile(r".*x").match(s, 70, 90))
    print(re.sub("(y)z", r"<\1>", s)[-40:].encode(), re.split(" ", s)[-3:] == [unit + "xyz", unit + "xyz", ""], len(re.findall(unit, s)))
    for bad in ("q", "xyzz"):
        try: s.index(bad, 3)
        except ValueError as e: print(e)
    f = io.StringIO(s)
    print(f.seek(7), ascii(f.read(5)), f.tell(), f.write("QQé"), f.tell(), ascii(f.getvalue()[:22]))
    print(f.seek(0, 2), f.write("end"), f.tell(), f.seek(n + 10), f.write("!"), f.tell(), len(f.getvalue()), ascii(f.getvalue()[-9:]))
    print(f.truncate(6), f.seek(0, 2), f.tell(), f.seek(9), f.write("Z"), ascii(f.getvalue()), f.seek(2), f.write("é" * 12), f.tell(), len(f.getvalue()))
