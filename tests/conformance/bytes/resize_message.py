# bytearray.resize is new in 3.14: it grows with zeros, shrinks, and refuses a negative size in its own words.
b = bytearray(b"abc")
b.resize(5); print(b)
b.resize(1); print(b)
for n in (-1, "a", 1.5, True):
    try: b.resize(n); print(b)
    except Exception as e: print(type(e).__name__, e)
