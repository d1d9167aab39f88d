# __index__ may change the list that is being subscripted: the bounds are those after it ran.
class Index:
    def __index__(self): l.clear(); return 0
for code in ("l[Index()]", "l[Index()] = 5", "del l[Index()]", "l[Index():] = [7]", "print(l[Index():3])", "l.pop(Index())", "l.insert(Index(), 9)", "l *= Index()", "print(l * Index())", "del l[Index():]", "l[::Index()]", "l[0:Index():2] = []"):
    l = [1, 2, 3]
    try: exec(code); print(code, l)
    except Exception as e: print(code, type(e).__name__, e, l)
b = bytearray(b"abc")
class Wipe:
    def __index__(self): b.clear(); return 0
for code in ("b[Wipe()]", "b[Wipe()] = 5", "b[0] = Wipe()", "del b[Wipe()]", "b.append(Wipe())", "b.insert(Wipe(), 5)", "b.pop(Wipe())", "b[Wipe():] = b'x'"):
    b[:] = b"abc"
    try: exec(code); print(code, b)
    except Exception as e: print(code, type(e).__name__, e, b)
