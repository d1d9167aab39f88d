# slice objects compare, hash (3.12+), and normalize by indices().
s = slice(1, 10, 2)
print(s, s.start, s.stop, s.step, slice(5), s == slice(1, 10, 2), slice(0, 1, 1) < slice(2, 1, 1), s.indices(5), slice(None, None, -1).indices(5), slice(-3, None).indices(2), slice(None).indices(0), slice(10, -10, -3).indices(7), hash(slice(1)) == hash(slice(1)), {slice(1): 2}[slice(1)])
class G:
    def __getitem__(self, k): return k
    def __setitem__(self, k, v): print("set", k, v)
    def __delitem__(self, k): print("del", k)
g = G()
print(g[1], g[1:2], g[:], g[::3], g[1, 2:3, ...], g[()], g[1:2, ], g["a":"b"], g[-1:None:x] if (x := 5) else 0, g[*[1, 2]], g[*[1], 2:3], g[(y := 3)])
g[1:2] = 5
del g[1, ::2], g[-1]
for f in (lambda: slice(), lambda: slice(1, 2, 3, 4), lambda: slice(1).indices("a"), lambda: slice(1).indices(-1), lambda: slice(1, 2, 0).indices(3), lambda: slice("a").indices(3), lambda: slice(1) < 5, lambda: {slice([]): 1}, lambda: setattr(slice(1), "stop", 2)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
