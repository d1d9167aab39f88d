# Subscripts too large for an index word, and tuples in a memoryview's subscript, have messages of their own.
l = [1, 2, 3]
b = bytearray(b"abc")
m = memoryview(b)
for code in ("l[10**30]", "l[10**30]=1", "del l[10**30]", "l[-10**30]=1", "b[10**30]=1", "del b[10**30]", "b[10**30]", "m[10**30]", "m[10**30]=1", "m[0,]", "m[(0,)]", "m[0,0]", "m[()]", "m[0:1,]", "m['a']", "l.pop(10**30)", "l.insert(10**30, 4)", "l.insert(-10**30, 0)", "l * 10**30", "'a' * 10**30", "b.pop(10**30)"):
    try: print(code, eval(code) if "=" not in code and "del" not in code else exec(code))
    except Exception as e: print(code, type(e).__name__, e)
print(l)
