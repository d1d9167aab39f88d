# CPython makes an f-string of `'%s' % (x,)`: each value is formatted before the next one is evaluated.
import traceback


class Loud:
    def __init__(self, name):
        self.name = name

    def __str__(self):
        print("str", self.name)
        return self.name

    def __repr__(self):
        print("repr", self.name)
        return "<" + self.name + ">"


class Format(str):
    def __format__(self, spec):
        return "never asked"


class Same(str):
    def __str__(self):
        return self

    def __format__(self, spec):
        return "asked"


class Broken:
    def __str__(self):
        raise ValueError("no text")


def make(name):
    print("make", name)
    return Loud(name)


print("%s and %r" % (make("a"), make("b")))
print("%d and %r" % (3, make("c")), "%s" % make("d"))
print(("%s" + " %s") % (make("e"), make("f")))
print("%s" % (Format("x"),), "%s" % (Same("y"),), type("%s" % (Same("z"),)).__name__)
print("[%5s|%-5s|%05s|%+5s|%.2s|%5.1s|%.s|%-05.02r]" % ("ab", "ab", "ab", "ab", "abc", "xyz", "abc", "q"))
print("%a %% %r %s" % ("é", "é", "é"), "100%%" % (), "" % (), "{%s}" % (1,), "\ud800%s" % ("\udc00",) == "\ud800\udc00")
for source in ["'%s %s' % (1,)", "'%s' % (1, 2)", "'%' % (1,)", "'%s %' % (1,)", "'%y' % (1,)", "'%100s' % (1,) == ' ' * 99 + '1'",
               "'%(a)s' % (1,)", "'%s' % (*[1],)", "'%*s' % (3, 1)", "'%ls' % (1,)", "b'%s' % (b'x',)", "'%s %s' % (*'ab',)"]:
    try:
        print(source, eval(source))
    except Exception as e:
        print(source, type(e).__name__, e)


def raises():
    return "%s is %s" % (
        make("first"),
        Broken(),
    )


def raises_on_one_line():
    x = "%s, %5s" % (1, Broken())


def raises_too_late():
    x = "%s, %d" % (Broken(), 1)


for f in (raises, raises_on_one_line, raises_too_late):
    try:
        f()
    except ValueError:
        traceback.print_exc()


def no_docstring():
    "%s" % (make("effect"),)


def no_docstring_either():
    "text" % ()


no_docstring()
print(no_docstring.__doc__, no_docstring_either.__doc__)
