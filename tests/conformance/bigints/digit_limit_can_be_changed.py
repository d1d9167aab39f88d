# sys.set_int_max_str_digits counts for int(), str(), repr(), format() and %, in every base that is no power of two.
def t(f):
    try:
        print(repr(f()))
    except BaseException as e:
        print(type(e).__name__, e)

import sys

t(sys.get_int_max_str_digits)
big = 10**5000
limited = [
    lambda: len(str(big)), lambda: len(repr(big)), lambda: len(f"{big}"), lambda: len(f"{big:d}"), lambda: len("%d" % big),
    lambda: len(b"%d" % big), lambda: int("1" * 5000) % 1000, lambda: int("2" * 5000, 3) % 1000,
    lambda: int("z" * 5000, 36) % 1000, lambda: int("1" * 5000, 16) % 1000, lambda: len(repr([big])),
    lambda: len(repr(range(big))), lambda: len(f"{big:x}"), lambda: int("1_1" * 2000) % 1000,
    lambda: int(b"1" * 5000) % 1000, lambda: len(str(-big)), lambda: len(f"{big:,}"),
]
for limit in (4300, 0, 5001, 6000, 640, 2048):
    sys.set_int_max_str_digits(limit)
    print(limit, sys.get_int_max_str_digits())
    for f in limited:
        t(f)
    size = limit or 30
    t(lambda: len(str(10 ** (size - 1))))
    t(lambda: len(str(10**size)))
    t(lambda: int("1" * size) % 100)
    t(lambda: int(" -" + "1" * size + " ") % 100)
    t(lambda: int("1" * (size + 1)) % 100)
t(lambda: sys.set_int_max_str_digits(639))
t(lambda: sys.set_int_max_str_digits(-1))
