# UTF-7 is what old mail has: shifts into base64 and out of it, halves of pairs, and every way in which that may be broken.
import codecs
import io

print("".join(map(chr, range(128))).encode("utf-7"))
for text in ("", "+", "a+b", "\xe9", "\xe9a\xe9-\xe9.", "\U0001f600b", "\ud800", "\ud800x\udc00", "\u65e5\u672c\u8a9e", "~\\\0", "1+1=\xe9-2"):
    data = text.encode("utf-7")
    try:
        print(ascii(text), data, data.decode("utf-7") == text)
    except UnicodeError as e:
        print(ascii(text), data, e)

BROKEN = [b"+", b"+-", b"+A", b"+AO", b"+AOk", b"+AOkA", b"+AOkx", b"+AOk-x", b"+AOk.x", b"+AOk+AOk-", b"+!a", b"a\xffb", b"+\xff",
          b"+AOl\xffz", b"+2AA-", b"+2AA", b"+2AAx", b"+2ADcAA-", b"+2ADYAA-", b"+AAAA", b"+AG-b", b"+AOm-b", b"\x80", b"+----",
          b"+AOk\n", b"+2AB!x", b"+2AB+2AB-", b"~\\", b"abc+AOk"]
for data in BROKEN:
    print(data)
    for errors in ("strict", "replace", "ignore", "backslashreplace", "surrogateescape"):
        try:
            print("  ", errors, ascii(data.decode("utf-7", errors)))
        except UnicodeError as e:
            print("  ", errors, e)
    for last in (False, True):
        try:
            print("  ", last, ascii(codecs.utf_7_decode(data, "replace", last)))
        except UnicodeError as e:
            print("  ", last, e)

codecs.register_error("shown", lambda e: (f"<{e.encoding} {e.start}:{e.end} {e.reason}>", e.end))
print(b"+!a\xff+AOl.".decode("utf-7", "shown"))
decoder = codecs.getincrementaldecoder("utf-7")()
print([ascii(decoder.decode(bytes([byte]))) for byte in "a\xe9\U0001f600b+".encode("utf-7")], decoder.decode(b"", True))
print(ascii(io.TextIOWrapper(io.BytesIO("\xe9\nx+".encode("UTF7")), encoding="utf_7").read()), codecs.lookup("U7").name)
for call in (lambda: codecs.utf_7_encode(3), lambda: b"\xff".decode("utf7", "nobody"), lambda: codecs.utf_7_encode("\xe9+")):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, e)
