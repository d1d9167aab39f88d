# Constants are singletons that cannot be assigned.
print(..., Ellipsis is ..., type(...), NotImplemented, None)
print(True + True, True is True, not None, bool(...))
for text in ("None = 1", "True = 1", "f() = 1", "1 = x", "... = 1", "del None", "x + 1 = 2", "(a, 1) = 2", "__debug__ = 1",
             "def None(): pass", "lambda True: 1", "f(None=1)", "a.None", "import None", "for None in x: pass", "a = b = 3 = c",
             "x = yield = 1", "'a' += 1", "(a, b) += 1", "[x for 1 in y]", "with a as 1: pass", "del f()", "(x for x in y) = 1"):
    try:
        compile(text, "<t>", "exec")
        print(text, "ok")
    except SyntaxError as error:
        print(text, "->", error.msg, error.lineno, error.offset, error.end_offset)
try:
    bool(NotImplemented)
except TypeError as error:
    print(error)
