# The messages of str methods: which argument, which type, and whether keywords are taken.
cases = """
"a" + 1
1 + "a"
"a" * "b"
"a" * 1.5
"a" % ()
"%d" % "x"
"%d %d" % 1
"%s" % (1, 2)
"%(a)s" % 1
"%(a)s" % {}
"%z" % 1
"%" % 1
"%c" % 0x110000
"%c" % "ab"
"%x" % 1.5
"%i" % None
"%*d" % ("a", 1)
"a".join(1)
"a".join([1])
"a".join(["x", b"y"])
"abc".find(1)
"abc".find("a", "b")
"abc".find("c", None, None)
"abc".index("z")
"abc".rindex("z")
"abc".count()
"abc".startswith(1)
"abc".startswith(("a", 1))
"abc".startswith((1, "a"))
"abc".endswith(["c"])
"abc".split("")
"abc".split(1)
"abc".split("b", "c")
"abc".split(maxsplit=1, sep="b")
"abc".rsplit("")
"abc".partition("")
"abc".partition(1)
"abc".replace("a")
"abc".replace("a", 1)
"aaa".replace("a", "b", count=1)
"abc".strip(1)
"abc".lstrip(b"a")
"abc".center()
"abc".center("x")
"abc".center(9, "ab")
"abc".center(9, b"*")
"abc".ljust(5, "é")
"abc".zfill("x")
"abc".expandtabs(tabsize="x")
"abc".splitlines(keepends=True)
"abc".encode("nosuch")
"é".encode("ascii")
"é\\ud800".encode("utf-8")
"é".encode("ascii", "nosuch")
"abc".encode(1)
"abc".translate(1)
"abc".translate({97: 0x110000})
"abc".translate({97: 1.5})
"abc".translate({97: None, 98: "xy", 99: 100})
str.maketrans("ab", "c")
str.maketrans(1)
str.maketrans({"ab": 1})
str.maketrans({1.5: 1})
str.maketrans("a", "b", 1)
"abc".removeprefix(1)
"abc".removesuffix()
"abc"["a"]
"abc"[5]
"abc"[1.0]
1 in "abc"
"a" < 1
"{}".format()
"{1}".format(1)
"{a}".format()
"{".format()
"}".format()
"{0}{}".format(1)
"{}{0}".format(1)
"{!x}".format(1)
"{!}".format(1)
"{:d}".format("a")
"{:s}".format(1)
"{.a}".format(1)
"{[a]}".format([1])
"{[]}".format([1])
"{0[a}".format([1])
"{a.b[c]}".format(a=1)
"{:{}}".format(1)
"{:{:{}}}".format(1, 2, 3)
"{}".format_map(5)
"{a}".format_map(5)
format("a", "=5")
format("a", "+")
format("a", ",")
format("a", "05")
format(1, "s")
format([], "d")
format(1, 2)
str(b"a", "nosuch")
str("a", "utf-8")
str(1, "utf-8")
str(b"\\xff", "utf-8")
str(object=5)
str(1, 2, 3, 4)
ord("ab")
ord(1)
ord(b"ab")
chr(-1)
chr("a")
"abc".upper(1)
"abc".isdigit(1)
"abc".casefold(x=1)
"""
for source in cases.strip().splitlines():
    try:
        print(source, "->", ascii(eval(source)))
    except Exception as e:
        print(source, "->", type(e).__name__, ascii(str(e)))
