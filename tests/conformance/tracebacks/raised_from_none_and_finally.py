# `from None` hides the context; an error in finally shows what it interrupted.
def hidden():
    try:
        int("x")
    except ValueError:
        raise LookupError("clean") from None


def interrupted():
    try:
        raise OSError("first")
    finally:
        [].pop()


try:
    hidden()
except LookupError as e:
    print(repr(e), e.__suppress_context__, repr(e.__context__))
interrupted()
