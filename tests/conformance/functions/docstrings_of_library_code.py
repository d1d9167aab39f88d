# The docstring of a function is that of the code it was made with, also where the code is of the frozen library.
import types, functools, textwrap
def f():
    "doc f"
g = types.FunctionType(f.__code__, {})
print(g.__doc__, f.__doc__)
f.__code__ = (lambda: 1).__code__
print(f.__doc__)
def h(): "h"
h.__code__ = f.__code__
print(h.__doc__)
print(textwrap.dedent.__doc__[:30], functools.wraps.__doc__[:20])
print(textwrap.dedent.__code__.co_consts[:1], textwrap.indent.__code__.co_names)
