# The East Asian codecs in pieces: what waits, what they remember, and what error handlers are told.
import _multibytecodec
import codecs
import io


def tried(function, *args):
    try:
        return ascii(function(*args))
    except Exception as error:
        return f"{type(error).__name__}: {error}"


print("error handlers")
for name in ["gbk", "shift_jis", "euc_kr", "iso2022_jp", "hz", "big5hkscs"]:
    for errors in ["strict", "ignore", "replace", "backslashreplace", "xmlcharrefreplace", "surrogateescape", "no"]:
        print(name, errors, tried("a\u0e01字\ud800b".encode, name, errors), tried(b"a\xff\x30\xb0\xa1z\xfe".decode, name, errors))

print("what handlers answer")
answers = iter([("?", 1), ("字", -1), (b"\xff", 1), ("", 9), ("", -9), ("x", 1 << 80), ("\u0e01", 1), "no", ("x",), (1, 1), ("x", None), ("x", True)])
codecs.register_error("said", lambda error: next(answers))
for _ in range(12):
    print(tried("\u0e01".encode, "gbk", "said"))
answers = iter([("?", 1), ("字", -1), ("字", 2), (b"\xff", 1), ("", 9), ("", -9), ("x", 1 << 80), "no", ("x",), ("x", 1.5)])
for _ in range(10):
    print(tried(b"\xff\xff".decode, "gbk", "said"))

print("incremental decoders")
for name, data in [("gb18030", b"a\x81\x30\x81\x30\xb0\xa1"), ("euc_jp", b"\x8f\xb0\xa1\x8e\xb1\xb0\xa1"),
                   ("iso2022_jp", b"a\x1b$B0!0\"\x1b(Jx\\\x1b(B"), ("iso2022_kr", b"\x1b$)C\x0e0!\x0fa\n"),
                   ("hz", b"~{0!~}~~a~\nb"), ("iso2022_jp_2", b"\x1b.A\x1bNiz"), ("iso2022_jp_3", b"\x1b[1mA\x1b$(O$w")]:
    decoder = codecs.getincrementaldecoder(name)()
    for at in range(len(data)):
        print(name, ascii(decoder.decode(data[at:at + 1])), decoder.getstate())
    print(tried(decoder.decode, b"\xb0", True), decoder.getstate())
    decoder.reset()
    print(decoder.getstate())

print("incremental encoders")
for name, text in [("shift_jis_2004", "\u304b\u309a\u304b\u304bx\xe6"), ("big5hkscs", "\xca\u0304\xca\xcaz\xea"),
                   ("iso2022_jp_2004", "\u304b\u309a\u304ba\u4e02\xe6"), ("iso2022_kr", "a한b\n글"), ("hz", "a字b~字")]:
    encoder = codecs.getincrementalencoder(name)()
    for c in text:
        print(name, encoder.encode(c), encoder.getstate())
    print(encoder.encode("", True), encoder.getstate())
    encoder.encode(text)
    state = encoder.getstate()
    encoder.reset()
    print(encoder.getstate())
    encoder.setstate(state)
    print(encoder.encode("", True))

print("states that cannot be")
encoder, decoder = codecs.getincrementalencoder("iso2022_jp")(), codecs.getincrementaldecoder("iso2022_jp")("replace")
for state in [-1, 1 << 200, "x", 9, 0x0901, 0xff01, 0]:
    print(tried(encoder.setstate, state))
for state in [None, (), (b"", ""), ("", 0), (b"123456789", 0), (b"", -1), (b"", 1 << 64), (b"1234", 0x42)]:
    print(tried(decoder.setstate, state))
print(tried(decoder.decode, b"\x1b(" + b"1" * 7))

print("attributes and arguments")
print(decoder.errors, encoder.errors)
decoder.errors = "ignore"
print(decoder.errors, tried(setattr, decoder, "errors", 1), tried(delattr, decoder, "errors"))
print(tried(_multibytecodec.MultibyteIncrementalEncoder), tried(type("C", (_multibytecodec.MultibyteIncrementalDecoder,), {"codec": 1})))
print(tried(type(decoder), 1), tried(codecs.getreader("gbk")), tried(_multibytecodec.__create_codec, 1))
import _codecs_cn
print(tried(_codecs_cn.getcodec, "big5"), tried(_codecs_cn.getcodec, 1))
codec = _codecs_cn.getcodec("gbk")
print(codec.encode("字"), codec.decode(b""), codec.encode(12), tried(codec.decode, "x"), tried(codec.encode, "x", 1))
print(type(codec), tried(type(codec)))

print("streams")
reader = codecs.getreader("gbk")(io.BytesIO("一二三\n四五\n六".encode("gbk") + b"\xb0"), "replace")
print(ascii(reader.read(1)), ascii(reader.read(3)), ascii(reader.readline()), ascii(reader.readlines()), reader.errors)
reader = codecs.getreader("euc_kr")(io.BytesIO("한글\n말\n".encode("euc_kr")))
print(reader.readlines(), tried(reader.read, "x"), reader.read(0), reader.stream.tell())
print(tried(codecs.getreader("gbk")(io.StringIO("x")).read))
stream = io.BytesIO()
writer = codecs.getwriter("iso2022_jp_2004")(stream)
writer.write("\u304b")
print(stream.getvalue())
writer.writelines(["\u309a", "a\u304b"])
print(stream.getvalue())
writer.reset()
print(stream.getvalue(), tried(writer.writelines, {}), tried(writer.writelines, 1))
with io.TextIOWrapper(io.BytesIO(), encoding="iso2022_jp", newline="") as file:
    file.write("漢字\nかな\n")
    file.flush()
    print(file.buffer.getvalue())
    file.seek(0)
    print(file.readline(), file.read())
