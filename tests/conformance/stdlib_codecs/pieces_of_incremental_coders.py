# Incremental coders keep what is unfinished between calls: every split of a text must decode alike, states can be saved, and final is told.
import codecs
import io

text = "aé€😀\u2028z\ufeff"
for enc in ("utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32", "utf-32-le", "latin-1", "cp1252", "koi8-r"):
    data = text.encode(enc, "backslashreplace")
    ok = []
    for size in (1, 2, 3, 5):
        dec = codecs.getincrementaldecoder(enc)()
        parts = [dec.decode(data[i:i + size]) for i in range(0, len(data), size)] + [dec.decode(b"", True)]
        ok.append("".join(parts) == data.decode(enc))
    enc_ = codecs.getincrementalencoder(enc)("backslashreplace")
    out = b"".join(enc_.encode(c) for c in text) + enc_.encode("", True)
    print(enc, ok, out == data, len(data), codecs.lookup(enc).name)
d = codecs.getincrementaldecoder("utf-8")()
print(ascii(d.decode(b"a\xe2\x82")), d.getstate(), ascii(d.decode(b"\xac")), d.getstate()); d.setstate((b"\xc3", 0)); print(ascii(d.decode(b"\xa9"))); d.reset(); print(d.getstate())
for tail, h in ((b"\xe2\x82", "strict"), (b"\xe2\x82", "replace"), (b"\xf0\x9f", "ignore"), (b"\xff", "surrogateescape"), (b"\xe2\x82", "backslashreplace"), (b"\xed\xa0\x80", "surrogatepass")):
    d = codecs.getincrementaldecoder("utf-8")(h)
    try: print(h, ascii(d.decode(b"x" + tail)), ascii(d.decode(b"", True)))
    except Exception as e: print(h, type(e).__name__, e)
d = codecs.getincrementaldecoder("utf-16")()
print([ascii(d.decode(bytes([b]))) for b in "\ufeffaé".encode("utf-16-be")], d.getstate())
e = codecs.getincrementalencoder("utf-16")(); print(e.encode("a")[-2:], e.getstate(), e.encode("b"), e.reset(), len(e.encode("c")))
e = codecs.getincrementalencoder("utf-8-sig")(); print(e.encode(""), e.encode("a"), e.encode("b"), e.getstate())
n = io.IncrementalNewlineDecoder(None, True)
print([n.decode(x) for x in ("a\r", "\nb\r", "c\n", "\r\n")], n.newlines, n.getstate(), n.decode("", True))
n = io.IncrementalNewlineDecoder(codecs.getincrementaldecoder("utf-8")(), False)
print([n.decode(x) for x in (b"a\r", b"\nb\xc3", b"\xa9\r")], n.getstate(), n.decode(b"", final=True), n.newlines, n.reset(), n.newlines)
print(list(codecs.iterencode(["a", "é"], "utf-8")), list(codecs.iterdecode([b"\xc3", b"\xa9", b"x"], "utf-8")))
r = codecs.getreader("utf-8")(io.BytesIO("l1é\nl2\r\nl3\u2028l4".encode()))
print(r.readline(), [r.read(2), r.read(chars=1)], r.readlines(), r.read())
w_ = codecs.getwriter("utf-16-le")(b := io.BytesIO(), "replace"); w_.write("aé"); w_.writelines(["x", "y"]); print(b.getvalue())
for f in (lambda: codecs.utf_8_decode(b"\xe2\x82"), lambda: codecs.utf_8_decode(b"\xe2\x82", "strict", True), lambda: codecs.utf_8_encode("é"), lambda: codecs.utf_16_ex_decode(b"\xff\xfea\x00b"), lambda: codecs.charmap_encode("ab", "strict", {97: 65, 98: None}), lambda: codecs.charmap_decode(b"\x00\x01", "replace", "x"), lambda: codecs.charmap_decode(b"\x00\x01", "strict", {0: "é", 1: 66}), lambda: codecs.charmap_build("abc")["a"] if 0 else codecs.charmap_encode("b", "strict", codecs.charmap_build("abc")), lambda: codecs.unicode_escape_encode("é\n\u20ac\U0001f600"), lambda: codecs.unicode_escape_decode(b"\\u20ac\\x"), lambda: codecs.raw_unicode_escape_decode(b"\\u00e9\xe9"), lambda: codecs.latin_1_encode("€", "replace"), lambda: codecs.ascii_decode(b"\x80", "surrogateescape"), lambda: codecs.readbuffer_encode("é"), lambda: codecs.getdecoder("ascii")(b"a"), lambda: codecs.getencoder("no"), lambda: codecs.getincrementaldecoder("hex")().decode(b"6162"), lambda: codecs.getincrementaldecoder("mbcs"), lambda: codecs.lookup("utf8") == codecs.lookup("UTF-8"), lambda: codecs.CodecInfo(None, None, name="n").name, lambda: codecs.BOM_UTF8 + codecs.BOM_UTF16_LE, lambda: codecs.EncodedFile(io.BytesIO(b"\xc3\xa9"), "latin-1", "utf-8").read()):
    try: print(ascii(f()))
    except Exception as x: print(type(x).__name__, x)
