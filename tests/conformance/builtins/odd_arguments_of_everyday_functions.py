# print, sorted, min, max, sum, round, pow, divmod, iter, zip and their kin with arguments that are odd: keywords, keys that fail, mixed types, hooks that answer strangely.
import sys, io
def attempt(code, **env):
    try: print(code, "=", eval(code, {**globals(), **env}))
    except Exception as e: print(code, "!", type(e).__name__, e)
class W:
    def __init__(self, fail=None): self.out = []; self.fail = fail
    def write(self, s):
        if self.fail and s == self.fail: raise OSError("write")
        self.out.append(s)
    def flush(self): self.out.append("FLUSH")
w = W(); print("a", 1, None, sep="-", end="!", file=w, flush=True); print(file=w); print("x", sep=None, end=None, file=w); print("", "", sep="", end="", file=w); print(w.out)
for kw in ({"sep": 5}, {"end": b""}, {"file": 5}, {"file": None}, {"flush": "yes"}, {"nope": 1}, {"sep": "\n", "end": ""}, {"file": W("a")}):
    try: print("a", "b", **kw); print()
    except Exception as e: print(type(e).__name__, e)
old = sys.stdout; sys.stdout = w2 = W(); print("captured"); sys.stdout = None; print("nowhere"); del sys.stdout
try: print("lost")
except RuntimeError as e: msg = str(e)
sys.stdout = old; print(w2.out, msg)
class R:
    def __init__(self, v): self.v = v
    def __lt__(self, o): log.append((self.v, o.v)); return self.v < o.v
    def __repr__(self): return f"R{self.v}"
    def __round__(self, n="none"): return ("rounded", n)
    def __pow__(self, e, m="none"): return ("pow", e, m)
    def __rpow__(self, b, m="none"): return ("rpow", b, m)
    def __divmod__(self, o): return "divmod"
    def __rdivmod__(self, o): return "rdivmod"
    def __abs__(self): return "abs"
    def __radd__(self, o): return f"{o}+{self.v}"
    def __add__(self, o): return f"{self.v}+{o}"
    def __dir__(self): return (3, 1, 2)
    def __index__(self): return self.v
    def __float__(self): return self.v + 0.5
    def __trunc__(self): return "trunc"
log = []; print(sorted([R(3), R(1), R(2)])); log.clear(); print(min(R(2), R(1)), max([R(2), R(5)]), log); log.clear(); print(sorted([R(1), R(0)], reverse=True), log)
for c in """sorted([3, 1], key=None, reverse=1)|sorted([1, 'a'])|sorted('ba', key=lambda c: -ord(c))|sorted([1, 2], key=1)|sorted([1], reverse='x')|sorted({2: 'a', 1: 'b'})|sorted([(1, 'b'), (1, 'a'), (0, 'z')], key=lambda t: t[0])|sorted([1, None])|sorted([[1, 'a'], [1, 2]])|sorted(5)|sorted([True, 0, 1.0, False])|sorted([float('nan'), 1, 2, float('nan'), 0])
min()|min([])|min([], default=None)|min(1, 2, default=3)|min(1)|min('ab', 'aa')|min(1, 'a')|min([1, 2], key=None)|min(3, 1, key=lambda v: -v)|max([(1, 2), (1, 3)])|max({'a': 1, 'b': 0})|max([1, 1.0, True])|min([1.0, 1, True])|max(iter([]))|max('a', key=5)|max(*[1])|min([[]], default=0)|max(float('nan'), 1)|max(1, float('nan'))|min(default=1)|max([1], [2], key=len)
sum([])|sum([1, 2.5, 3j])|sum([[1], [2]], [])|sum('ab')|sum(['a'], '')|sum([b'a'], b'')|sum([1], start=5)|sum([True, True])|sum([R(1), R(2)])|sum([0.1] * 10)|sum([1e308, 1e308, -1e308])|sum([2 ** 63, 1, -2 ** 63])|sum([1, 'a'])|sum(5)|sum([1], None)|sum({1: 2})|sum(range(10 ** 6))|sum([(1,)], ())|sum([float('inf'), 1]), sum([1, 2], 0.5)
round(2.5)|round(3.5)|round(-2.5)|round(2.675, 2)|round(1234, -2)|round(1250, -2)|round(1.5, None)|round(5, None)|round(R(1))|round(R(1), 2)|round(1.5, 'a')|round('a')|round(1e300, 300)|round(True)|round(1.25, 1)|round(-0.4)|round(float('nan'))|round(float('inf'))|round(float('inf'), 2)|round(5, 10 ** 30)|round(12345, -10)|round(number=2.5, ndigits=0)|round(1j)
pow(2, 10)|pow(2, -1)|pow(2, 3, 5)|pow(2, -1, 7)|pow(2, -1, 4)|pow(2, 3, 0)|pow(2, 3, -5)|pow(2.0, 3, 5)|pow(2, 3.0, 5)|pow(2, 3, None)|pow(R(1), 2)|pow(R(1), 2, 3)|pow(2, R(1))|pow(2, R(1), 3)|pow(0, 0)|pow(0, -1)|pow(0.0, -1)|pow(-8, 1 / 3)|pow(base=2, exp=3, mod=5)|pow(2)|pow('a', 2)|pow(2, 3, 1)|pow(-1, 0.5)|pow(True, 5, True)
divmod(7, -2)|divmod(-7, 2)|divmod(7.5, 2)|divmod(1, 0)|divmod(1.0, 0)|divmod(R(1), 1)|divmod(1, R(1))|divmod('a', 1)|divmod(True, 2)|divmod(-1, 10 ** 20)|abs(R(1))|abs('a')|abs(-True)|abs(-0.0)|abs(3 + 4j)|abs(-2 ** 70)|dir(R(1))|int(R(7))|float(R(1))|complex(R(1))|hex(R(255))|bin(R(5))|oct(True)|hex(1.0)|chr(R(65))|chr(-1)|chr(0x110000)|chr(2 ** 70)|ord('ab')|ord(b'a')|ord(b'ab')|ord(5)|ord('')
iter([], 1)|list(iter(lambda: 1, 1))|next([])|next(iter([]))|next(iter([]), 5)|list(zip())|list(zip([1, 2], 'a', strict=False))|list(zip([1], [], strict=True))|list(zip([], [1], strict=True))|list(zip([1], [2], [], strict=True))|list(map(None, [1]))|list(map(lambda a, b: a, [1]))|list(map(max, [1, 2], [2, 1], [0]))|list(map(str))|list(map(int, ['1'], strict=True))|list(map(lambda a, b: 0, [1], [], strict=True))|list(filter(None, [0, 1, '']))|list(filter(5, [1]))|list(enumerate('a', 2 ** 65))|list(enumerate('a', 'b'))|list(enumerate('ab', start=-1))|list(enumerate(iterable='a', start=1))|list(reversed({1: 2}))|list(reversed({1}))|list(reversed(5))|list(range(R(2), R(4)))|range(1.0)|range(1, 2, 0)|all([])|any([])|all([1, 0, 1 / 1])|any(5)|callable(R)|callable(R(1))|len(5)|len(range(10 ** 30))|hash([])|hash({})|hash(slice(1)) == hash(slice(1))|id(1) == id(1)
isinstance(1, (int, str))|isinstance(1, [int])|isinstance(1, (int, 5))|isinstance(1, ('a', int))|isinstance(1, ((), (str, (int,))))|isinstance(1, ())|issubclass(1, int)|issubclass(bool, (str, (int,)))|issubclass(int, 5)|vars(5)|vars(R(5))|type(1, 2, 3)|type('T', (), {'__slots__': 5})|type(5, (), {})|type('T', 5, {})|type('T', (), 5)|type('T', (5,), {})|type('T', (int, str), {})|type('a\\0b', (), {})|type('T', (), {}, x=1)|type('T', (bool,), {})|getattr(1, 5)|getattr(1, 'x', 2)|getattr(1, 'x', default=2)|hasattr(1, 5)|hasattr(1, 'real')|setattr(1, 'x', 2)|delattr(1, 'x')|setattr(1, 5, 2)|format(1, 5)|format(1, None)|ascii('é\\n')|repr('\\ud800')|bytes(-1)|bytes([256])|bytes('a')|bytes(1.0)|bytes(R(2))|bytearray('a', 'ascii')|memoryview('a')|memoryview(5)|slice(1, 2, 3, 4)|object(1)|object().__eq__(1)|__import__('sys') is sys|__import__(5)|compile|input(5, 6)|open(5.5)|exit if 0 else 1|eval('1', 5)|globals(1)|locals(1)|staticmethod(5).__func__|property(5).fget|bool([], [])|bool(x=1)|int('1' * 5000)|int('12', 50)|int('z', 36)|int(12, 5)|int('0x1f', 0)|int('010', 0)|int(' 1_0 ')|int('1__0')|int(b'12')|int('')|int([])|float('1e')|float('nan') == float('nan')|float(' 1_0.5 ')|float([])|complex('1+')|complex('1', 2)|str(b'a', 'ascii')|str(b'a', 'nope')|str(5, 'ascii')|str(b'\\xff', 'ascii', 'replace')|list(5)|tuple(5)|dict(5)|dict([5])|dict([(1,)])|dict([[1, 2]], a=3)|set([[]])|frozenset(5)""".replace("\n", "|").split("|"):
    if c != "id(1) == id(1)" and c != "compile": attempt(c)
