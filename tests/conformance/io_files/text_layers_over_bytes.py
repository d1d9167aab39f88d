# TextIOWrapper over BytesIO: newline modes, encodings with state, tell and seek in the middle, reconfigure, detach, and buffered layers below.
import io


def text(data, **k): return io.TextIOWrapper(io.BytesIO(data), **k)


for newline in (None, "", "\n", "\r", "\r\n"):
    f = text(b"a\nb\r\nc\rd\r\n", encoding="ascii", newline=newline)
    print(repr(newline), f.readlines(), f.newlines)
    b = io.BytesIO(); w = io.TextIOWrapper(b, encoding="ascii", newline=newline, write_through=True)
    print(w.write("x\ny\r\nz\r"), b.getvalue())
f = text("aé€😀\nzweite\n".encode(), encoding="utf-8")
print(f.read(1), t := f.tell(), f.read(2), (f.seek(t), f.read(3)), f.readline(), f.tell(), f.seek(0), f.read(), f.read())
f.seek(0); print(next(f))
try: f.tell()
except OSError as e: print(e)
print(f.readline())
b = io.BytesIO(); w = io.TextIOWrapper(b, encoding="utf-16"); w.write("a"); w.write("b"); w.flush(); print(len(b.getvalue())); w.seek(0); w.write("c"); w.flush(); print(len(b.getvalue()))
for statement in ("text(b'\\xff', encoding='utf-8').read()", "text(b'\\xff', encoding='utf-8', errors='replace').read()", "text(b'', encoding='nonsense')", "io.TextIOWrapper()", "text(b'ab', encoding='ascii').write(5)", "text(b'ab', encoding='ascii').write('é')", "text(b'ab', encoding='ascii').seek(1, 1)", "text(b'ab', encoding='ascii').seek(-1)", "text(b'ab', encoding='ascii').seek(0, 5)", "text(b'ab', encoding='ascii').seek(1, 2)", "text(b'ab', encoding='ascii').truncate(1)", "text(b'ab', encoding='ascii').read('x')", "text(b'ab\\ncd', encoding='ascii').readline(1)", "text(b'ab', encoding='ascii').detach().read()", "text(b'', encoding='ascii').name", "repr(text(b'', encoding='ascii'))", "text(b'', encoding='ascii').__dict__", "text(b'a', encoding='locale').encoding != ''", "io.open(5.5)", "io.open('x', 'q')", "io.open('x', 'rw')", "io.open('x', 'rb', encoding='a')", "io.open('x', 'rb', newline='')", "io.open('a\\0b')"):
    try: print(statement, "->", repr(eval(statement)))
    except Exception as e: print(statement, "->", type(e).__name__, str(e)[:90])
f = text(b"ab\ncd\n", encoding="ascii"); f.reconfigure(encoding="latin-1", errors="ignore", line_buffering=True); print(f.encoding, f.errors, f.line_buffering, f.write_through, f.read(1))
raw = f.detach()
for g in (lambda: f.read(), lambda: f.detach(), lambda: f.closed, lambda: f.buffer):
    try: print(g())
    except Exception as e: print(type(e).__name__, e)
f = text(b"x", encoding="ascii"); f.close(); f.close()
for g in (lambda: f.read(), lambda: f.write("a"), lambda: f.tell(), lambda: next(f), lambda: f.flush(), lambda: f.closed, lambda: f.buffer.closed, lambda: f.__enter__()):
    try: print(g())
    except Exception as e: print(type(e).__name__, e)


class Raw(io.RawIOBase):
    def __init__(self, parts): self.parts, self.out = list(parts), []
    def readable(self): return True
    def writable(self): return True
    def readinto(self, b):
        if not self.parts: return 0
        p = self.parts.pop(0)
        if p is None: return None
        b[:len(p)] = p
        return len(p)
    def write(self, b): self.out.append(bytes(b[:3])); return min(3, len(b))


r = io.BufferedReader(Raw([b"ab", b"c\nd", b"", b"more"]), 4)
print(r.peek(), r.read(1), r.read1(), r.readline(), r.read(), r.read())
w = io.BufferedWriter(raw := Raw([]), 4); print(w.write(b"abcdefgh"), raw.out, w.flush(), raw.out, w.raw is raw)
rw = io.BufferedRWPair(Raw([b"in"]), Raw([])); print(rw.read(), rw.write(b"o"), rw.readable(), rw.writable())
print(Raw([b"a", b"b"]).read(), Raw([b"a", b"b"]).readall(), Raw([None]).read(), Raw([b"l1\nl2"]).readline() if 0 else Raw([b"q"]).read(1), io.TextIOWrapper(io.BufferedReader(Raw([b"\xc3", b"\xa9\r", b"\n!"])), encoding="utf-8").read())
