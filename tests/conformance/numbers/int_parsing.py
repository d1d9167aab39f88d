# int() accepts whitespace, underscores, bases and Unicode digits, and names what it rejects.
print(int(" 42\n"), int("-1_000"), int("+7"), int("0x1F", 16), int("1f", 16), int("0b11", 0), int("0o17", 0), int("z", 36), int("٣٤"), int(b"12"), int(bytearray(b"0x10"), 16), int(3.99), int(-3.99), int(True), int())
for args in (("",), (" ",), ("1.5",), ("1__0",), ("_1",), ("0x",), ("abc",), ("12", 2), ("1", 1), ("1", 37), (1, 10), (None,), ([],), ("1\0",), ("010", 0), ("é",), (b"\xff",), (float("nan"),), (float("inf"),), (1j,), ("-",), ("+ 1",), ("9", 8), ("0b12", 0), ("1" * 5000,), (object,), ("1", None), ("1", 2.0)):
    try:
        print(int(*args))
    except Exception as e:
        print(str(args)[:30], "->", type(e).__name__, e)
for f in (lambda: int(x="1"), lambda: int(base=10), lambda: int("1", "2", "3"), lambda: int(1, 2)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class T:
    def __int__(self): return 7
class U:
    def __trunc__(self): return 9
class V:
    def __int__(self): return "x"
for c in (T, U, V):
    try: print(int(c()))
    except TypeError as e: print(e)
