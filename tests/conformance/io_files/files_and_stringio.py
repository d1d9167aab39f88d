# Text and binary files in a temporary folder, StringIO and BytesIO.
import io, os, tempfile
with tempfile.TemporaryDirectory() as d:
    p = os.path.join(d, "t.txt")
    with open(p, "w", encoding="utf-8", newline="\n") as f: print(f.write("é1\nline 2\r\nlast"), f.tell(), f.mode, f.writable(), f.readable())
    with open(p, encoding="utf-8") as f: print(f.readline(), list(f), f.read(), f.closed)
    with open(p, encoding="utf-8", newline="") as f: print(f.readlines())
    with open(p, "rb") as f: print(f.read(3), f.seek(-4, 2), f.read(), f.tell(), f.read(1))
    with open(p, "a", encoding="utf-8") as f: print("appended", 1, sep="-", file=f)
    with open(p, "r+b") as f: f.seek(2); f.write(b"X"); f.seek(0); print(f.readline()); f.truncate(5)
    print(os.path.getsize(p), f.closed, os.path.exists(p), os.listdir(d))
    with open(p, "x" if 0 else "w") as f: f.writelines(["a\n", "b\n"])
    print([l.rstrip() for l in open(p)], open(p).read(3))
    for g in (lambda: open(p, "x"), lambda: open(p, "q"), lambda: open(p, "rw"), lambda: open(p, "rb", encoding="utf-8"), lambda: f.read(), lambda: open(p).write("x"), lambda: open(p, "w").read(), lambda: open(p, "wb").write("s"), lambda: open(p, "w").write(b"b"), lambda: open(p, "rt+b"), lambda: open(p, buffering=0), lambda: open(os.path.join(d, "no"))):
        try: print(g())
        except Exception as e: print(type(e).__name__, str(e).replace(d, "DIR").split("] ")[-1])
s = io.StringIO("a\nb\nc"); print(s.readline(), s.read(1), s.tell(), s.getvalue(), s.seek(0), list(s), s.read(), s.write("!"), s.getvalue(), s.truncate(2), s.getvalue())
b = io.BytesIO(b"abc"); print(b.read(2), b.getvalue(), b.seek(0, 2), b.write(b"d"), bytes(b.getbuffer()), b.readinto(bytearray(2)), b.seek(1), b.read())
t = io.TextIOWrapper(io.BytesIO("é\r\nx".encode()), encoding="utf-8"); print(t.read(), t.encoding, t.newlines)
s.close()
for g in (lambda: s.read(), lambda: io.StringIO(b"x"), lambda: io.BytesIO("x"), lambda: io.StringIO().seek(-1), lambda: io.StringIO().write(5), lambda: io.BytesIO().write("a")):
    try: print(g())
    except Exception as e: print(type(e).__name__, e)
