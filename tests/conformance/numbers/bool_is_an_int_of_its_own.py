# bool is an int with two values that nobody derives from: where it stays a bool, where it becomes an int, and what asks __bool__ or __len__.
print(True + True, True * 3, -True, +False, abs(True), ~0, True // True, True % 2, True / 2, True ** False, divmod(True, True))
for op in ("&", "|", "^"):
    print(op, [(a, b, eval(f"a {op} b"), type(eval(f"a {op} b")).__name__) for a in (True, False) for b in (True, False, 1, 0)])
print(repr(True), str(False), f"{True}", f"{True:d}", f"{True:5}", f"{True:>6}", f"{True!r:>6}", f"{False:b}", f"{True:.1f}", f"{True:c}" == "\x01", "%s %d %r %x %05d %c" % (True, True, False, True, True, 65), format(True, "s") if 0 else "", "{:n} {:,} {:e}".format(True, True, False))
print(True == 1 == 1.0, True is (1 == 1), hash(True), {True: "a", 1: "b", 1.0: "c"}, [False, 0, 0.0].count(0), [10, 20][True], "ab"[False], range(5)[True], (True, 2).index(1), sorted([True, 0, 2, False]), sum([True, True, False]), max(True, 1), max(1, True), min(False, 0))
print(int(True), float(True), complex(True), bin(True), chr(True) == "\x01", bool("False"), bool("0"), bool(" "), bool([0]), bool({}), bool(None), bool(0.0), bool(-0.0), bool(0j), bool(float("nan")), bool(range(0)), bool(b""), bool(...))
cases = """
bool(1, 2)
bool(x=1)
bool()
type("B", (bool,), {})
bool.__new__(bool, [])
bool.__new__(int, 5)
bool.__new__()
int.__new__(bool, 1)
object.__new__(bool)
bool.from_bytes(b"\\0"), bool.from_bytes(b"\\2"), True.to_bytes(2), True.bit_length(), True.numerator, True.as_integer_ratio(), True.is_integer()
True.__class__, bool.__base__, bool.mro()
True.__repr__(), bool.__repr__(False), int.__repr__(True)
bool.__repr__(1)
bool.__xor__(True, True), bool.__rand__(True, False), bool.__or__(True, "a")
True < False, True <= 1, False == "", False == None, True == "True"
True << 2, True >> True, [True, False] < [1, 1], (False,) == (0,)
isinstance(True, int), issubclass(bool, int), type(True) is int, type(True & 1), type(True | False), type(True + 0), type(not 5)
"""
for source in cases.strip().splitlines():
    try:
        print(source, "->", repr(eval(source)))
    except Exception as e:
        print(source, "->", type(e).__name__, e)


class Odd:
    def __init__(self, answer, length=None): self.answer, self.length = answer, length
    def __bool__(self): return self.answer


class Long:
    def __init__(self, n): self.n = n
    def __len__(self): return self.n


for thing in (Odd(True), Odd(1), Odd(None), Odd("x"), Long(0), Long(3), Long(-1), Long("a"), Long(2.5), Long(True), Long(2**100)):
    for test in (lambda: bool(thing), lambda: not thing, lambda: "yes" if thing else "no", lambda: thing and 1, lambda: [1 for _ in "a" if thing], lambda: any([thing]), lambda: list(filter(None, [thing])) == [thing]):
        try:
            result = test()
            print(result if result is not thing else "itself", end=" ")
        except Exception as e:
            print(type(e).__name__, e, end=" | ")
    print()
