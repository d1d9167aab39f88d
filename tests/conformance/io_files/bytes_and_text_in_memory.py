# BytesIO and StringIO: positions beyond the end, truncation, views that lock, newlines, closed streams and saved states.
import copy
import io
import pickle


def attempt(s, make):
    f = make()
    space = {"f": f, "io": io}
    out = []
    for part in s.split("; "):
        try: out.append(eval(part, space))
        except SyntaxError: exec(part, space)
        except Exception as e: out.append(f"{type(e).__name__} {e}")
    print(s, "->", out)


for s in """f.read(); f.read(); f.tell(); f.seek(0); f.read(2); f.read(-1); f.read(0)
f.seek(2); f.write(b"XY"); f.getvalue(); f.tell()
f.seek(10); f.write(b"z"); f.getvalue(); f.read()
f.seek(3); f.truncate(); f.getvalue(); f.tell()
f.truncate(2); f.getvalue(); f.tell(); f.truncate(100); f.getvalue(); f.truncate(-1)
f.seek(-1); f.seek(-2, 2); f.read(); f.seek(-100, 1); f.seek(1, 1); f.tell(); f.seek(0, 5); f.seek("x"); f.seek(1.5)
f.readline(); f.readline(2); f.readline(0); f.readline(None); f.readlines(); f.readline()
f.readlines(1); list(f); next(f)
f.readinto(b := bytearray(3)); b; f.readinto(memoryview(b)[1:]); b; f.readinto1(bytearray(1))
f.peek(1); f.read1(); f.read1(2); f.read("x"); f.read(1, 2)
f.writelines([b"a", bytearray(b"b"), memoryview(b"c")]); f.getvalue(); f.writelines(["a"]); f.writelines(5)
f.write("x"); f.write(5); f.getvalue()
v = f.getbuffer(); f.truncate(1); f.seek(100); f.write(b"r"); v[0] = 65; v.release(); f.getvalue()[:3]; f.close(); f.closed
f.close(); f.close(); f.read(); f.getvalue(); f.tell(); f.closed; f.readable()
f.readable(), f.writable(), f.seekable(), f.isatty(), f.closed; f.fileno(); f.detach(); f.flush(); f.name; f.mode
f.__enter__() is f; f.__exit__(None, None, None); f.closed; f.__enter__(); next(f)
f.x = 1; f.x; f.__dict__; f.__getstate__()[:2]; f.__setstate__((b"new", 2, None)); f.read(); f.__setstate__(5); f.__setstate__((1, 2, 3))""".splitlines():
    attempt(s, lambda: io.BytesIO(b"ab\ncd\ne"))
for s in """f.read(); f.tell(); f.seek(0); f.read(2); f.readline(); f.read()
f.seek(2); f.write("é\\U0001f600"); f.getvalue(); f.tell()
f.seek(9); f.write("z"); f.getvalue()
f.seek(1); f.truncate(); f.getvalue(); f.truncate(5); f.truncate(-1)
f.seek(-1); f.seek(1, 1); f.seek(0, 1); f.seek(1, 2); f.seek(0, 2); f.seek(0, 9)
f.write(b"x"); f.write(5); f.write(""); f.writelines(["p", "q"]); f.getvalue(); f.writelines("rs"); f.getvalue()
f.readlines(); f.seek(0); list(f); f.readline(); f.seek(0); f.readline(1)
f.newlines; f.encoding; f.errors; f.line_buffering; f.buffer; f.closed; f.isatty()
f.close(); f.read(); f.getvalue(); f.write("a"); next(f); f.closed
f.__getstate__(); f.__setstate__(("new\\r\\n", "\\n", 1, None)); f.read(); f.__setstate__(("x",)); f.__setstate__(5)
f.read(None); f.read("x"); f.read(1.5); f.readline(-1)""".splitlines():
    attempt(s, lambda: io.StringIO("ab\ncd\ne"))
for newline in (None, "", "\n", "\r", "\r\n"):
    f = io.StringIO("a\nb\r\nc\rd", newline=newline)
    print(repr(newline), repr(f.getvalue()), f.readlines(), f.write("x\ny\r\n"), repr(f.getvalue()))
for make in (lambda: io.StringIO(5), lambda: io.StringIO(b"x"), lambda: io.StringIO("a", "x"), lambda: io.StringIO("a", 5), lambda: io.StringIO(None).read(), lambda: io.BytesIO("a"), lambda: io.BytesIO(5), lambda: io.BytesIO(None).read(), lambda: io.BytesIO(initial_bytes=b"k").read(), lambda: io.StringIO(initial_value="k", newline="").read(), lambda: io.BytesIO(bytearray(b"ba")).getvalue(), lambda: pickle.loads(pickle.dumps(io.BytesIO(b"pk"))).read(), lambda: copy.copy(io.StringIO("cp")).read(), lambda: copy.deepcopy(io.BytesIO(b"d")).getvalue(), lambda: io.BytesIO(b"a") == io.BytesIO(b"a"), lambda: isinstance(io.BytesIO(), io.BufferedIOBase), lambda: isinstance(io.StringIO(), io.TextIOBase)):
    try: print(repr(make()))
    except Exception as e: print(type(e).__name__, e)
import array
a = array.array("h", [0, 0]); print(io.BytesIO(b"\1\0\2\0").readinto(a), a)
