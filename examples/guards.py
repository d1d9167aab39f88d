"""What an optimizer must not break: names that change while the program runs.

Try `pyopt opt --opt guarded examples/guards.py` to see the guarded fast paths, and
`pyopt run --stats examples/guards.py` to see which of them were given up.
"""

import builtins


def describe():
    return f"len is {len('abc')}, the sum is {sum(i for i in range(3))}"


def changes_in_the_middle():
    yield len("abc")  # folded to 3, as long as `len` is the builtin
    yield len("abc")  # ... which it may no longer be when the generator goes on


print(describe())

steps = changes_in_the_middle()
print("before:", next(steps))
original = builtins.len
builtins.len = lambda value: f"patched length of {value!r}"
print("after: ", next(steps))
print(describe())
builtins.len = original

range = lambda n: "12"  # a global shadows the builtin in this module only
try:
    print(describe())
except TypeError as error:
    print("TypeError:", error)
del range
print(describe())
