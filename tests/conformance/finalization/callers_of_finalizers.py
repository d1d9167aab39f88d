# What a module's last frame made dies when it returns: a finalizer that asks who called it finds nobody, and what it
# has in its own variables stays there.
import sys
import warnings


def shown(message, category, filename, lineno, file=None, line=None):
    print("warned:", category.__name__, message)


warnings.showwarning = shown
warnings.simplefilter("always")


class Asks:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        a, b, c, d, e = 1, 2, 3, 4, 5
        depth = 0
        frame = sys._getframe()
        while frame is not None:
            frame = frame.f_back
            depth += 1
        print(self.name, a, b, c, d, e, "deep" if depth > 3 else "alone")


async def numbers():
    yield 1


def made():
    waits = numbers().asend(None)
    del waits


made()
code = "import sys\nheld = Asks('of a module')\nframe = None\nwaits = numbers().athrow(ValueError)\ndel held, waits\n"
exec(code)
last = numbers().aclose()
del last
