# Merging the constant parts of an f-string must not skip a `__format__`, nor change the type of the result.
class Sub(str):
    pass


class Answers:
    def __init__(self, text):
        self.text = text

    def __format__(self, spec):
        print("format", repr(spec))
        return Sub(self.text + spec)

    def __str__(self):
        return "str"


x = Answers("x")
for text in (f"{x}", f"{x}{''}", f"{''}{x}", f"{x}{x}", f"{x!s}", f"{'a'}{x}{1}", f"{x:{1}{'b'}}", f"{x:{'':}}"):
    print(type(text).__name__, text)
print(f"{1}{True}{None}{'t'}{-1}{10**20}{1.5}{1j}{...}{b'b'}{(1, 2)}", f"{1!r}{'q'!r}{'é'!a}{'s'!s}", f"{3:5}|{'s':>3}|{True:5}|{None}")
print(f"{{}}{'{'}{'}'}", f"{'%s'}" % 1, f"{1}" "2" f"{3}", f'{"\n"}', f"{'\ud800'}{'\udc00'}" == "\ud800\udc00")
print([f"{i}{'-'}" for i in (1, 2)], f"{f'{f'{1}'}'}", f"{1=}", f"{'a' 'b'}", f"{'a' + 'b'}{2 * 3}")


def no_docstring():
    f"{'no'} docstring"
    return 1


def multi(y):
    return (f"{'a'}"
            f"{1}"
            f"{y}")


class Body:
    f"{1}"


print(no_docstring.__doc__, Body.__doc__, multi(2), type(f"{Sub('s')}").__name__, type(f"{Sub('s')}{''}").__name__)
try:
    f"{None:5}"
except TypeError as e:
    print(e)
try:
    f"{1:s}"
except ValueError as e:
    print(e)
