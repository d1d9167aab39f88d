# What may stand in a subscript: objects with __index__, huge numbers, None, and the messages for the rest.
class I:
    def __init__(self, n): self.n = n
    def __index__(self): return self.n
class Bad:
    def __index__(self): return "x"
class Sub(int): pass
class R:
    def __index__(self): return Sub(1)
import warnings
warnings.simplefilter("always")
for seq in ([1, 2, 3], (1, 2, 3), "abc", b"abc", bytearray(b"abc"), range(3), memoryview(b"abc")):
    name = type(seq).__name__
    for i in (I(1), I(-1), True, 10**30, -10**30, 1.0, "a", None, Bad(), 3, -4, ..., slice(I(0), I(2))):
        try:
            r = seq[i]
            print(name, type(i).__name__, r if not isinstance(r, memoryview) else bytes(r))
        except Exception as e:
            print(name, type(i).__name__, type(e).__name__, e)
for s in (slice(1.0), slice("a"), slice(None, None, 0), slice(Bad()), slice(10**30), slice(-10**30, 10**30, 10**30), slice(None, None, -10**30)):
    for seq in ([1, 2, 3], "abc", range(3)):
        try: print(seq[s])
        except Exception as e: print(type(e).__name__, e)
l = [1, 2, 3, 4]
for code in ("l['a']=1", "l[9]=1", "l[0:2]=5", "l[::2]=[1]", "l[::0]=[]", "del l['a']", "del l[9]", "del l[1.0:]", "l[0:1]=range(2)", "l[10**30:]=[7]", "del l[::-2]", "(1,)[0]=1", "'a'[0]='b'", "del 'a'[0]", "b'a'[0]=1", "range(3)[0]=1", "del (1,)[0]", "{1}[0]=1", "l[1:2]=None", "l[5]+=1", "int[0]", "(5)[0]", "None[0]", "len[0]", "(lambda: 0)[0]", "list[int][0]", "object()[0]", "{}[:]", "{1:2}[1:2]=3"):
    try: exec(code); print(code, l)
    except Exception as e: print(code, type(e).__name__, e)
print(slice(3).indices(10), slice(-3, None, -1).indices(5), slice(None, None, -2).indices(7), slice(10**30).indices(5))
try: slice(1).indices(-1)
except ValueError as e: print(e)
try: slice(None, None, 0).indices(1)
except ValueError as e: print(e)
try: slice()
except TypeError as e: print(e)
try: slice(1, 2, 3, 4)
except TypeError as e: print(e)
print(hash(slice(1, 2)) == hash(slice(1, 2)), {slice(1, 2): "k"}[slice(1, 2)], slice(1, 2) < slice(1, 3), slice(1) == slice(None, 1, None))
try: hash(slice([]))
except TypeError as e: print(e)
class Seen:
    def __getitem__(self, k): return k
s = Seen(); print(s[1], s[1:2], s[1:2, ::3], s[()], s[1,], s[...], s[:], s[*[1, 2], 3], s[*()], s[lambda: 0].__name__)
