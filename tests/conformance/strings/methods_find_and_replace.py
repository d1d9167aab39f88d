# Start and end are slice-like; empty needles match everywhere.
s = "abcabc"
print(s.find("c"), s.find("c", 3), s.find("c", -1), s.find("z"), s.find("", 10), s.find("", 6), s.rfind(""), s.rfind("b", 0, 4), s.find("bc", 0, 2))
print(s.count("a"), s.count(""), "aaaa".count("aa"), s.count("a", 1), "".count(""), "".replace("", "x"), "abc".replace("", "-"), "abc".replace("", "-", 2))
print("aaa".replace("a", "bb", 2), "aaa".replace("aa", "b"), s.replace("z", "y"), "aaa".replace("a", "", -1), "aaa".replace("a", "b", count=1))
print(s.startswith("abc"), s.startswith("bc", 1), s.startswith(("x", "a")), s.startswith(()), s.endswith("bc", 0, 3), s.startswith("", 7), s.startswith("", 6), s.endswith(("c",)))
for f in (lambda: s.index("z"), lambda: s.rindex("z"), lambda: s.find(1), lambda: s.startswith(1), lambda: s.startswith((1,)), lambda: s.replace("a"), lambda: s.count(), lambda: s.endswith(["c"]), lambda: s.find("a", "b")):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
