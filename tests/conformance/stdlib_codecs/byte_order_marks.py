# Texts whose mark tells the order of the bytes, decoded piece by piece: files in UTF-16 and UTF-32 are read like that.
import codecs
import io

TEXT = "a\u00f1\U0001f600b\n"
for name in ("utf-16", "utf-32", "utf-16-le", "utf-16-be", "utf-32-be", "utf-8-sig"):
    data = TEXT.encode(name)
    decoder = codecs.getincrementaldecoder(name)()
    print(name, [decoder.decode(data[i : i + 1]) for i in range(len(data))], repr(decoder.decode(b"", True)))
    print(ascii(io.TextIOWrapper(io.BytesIO(data), encoding=name).read()), ascii(codecs.getreader(name)(io.BytesIO(data)).read()))

marked = {16: [codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE], 32: [codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE]}
for bits, decode in ((16, codecs.utf_16_ex_decode), (32, codecs.utf_32_ex_decode)):
    for mark, order in zip(marked[bits], ("le", "be")):
        data = mark + TEXT.encode(f"utf-{bits}-{order}")
        print(bits, order, [ascii(decode(data[:end])) for end in range(len(data) + 1)])
        print(ascii(decode(data, "strict", 0, True)))
    bare = TEXT.encode(f"utf-{bits}-le")
    print(ascii(decode(bare)), ascii(decode(bare, None, -1)), decode(b"", "strict", 1, True))
    for end in (1, bits // 8 + 1):
        try:
            decode(bare[:end], "strict", 0, True)
        except UnicodeDecodeError as e:
            print(e)
try:
    codecs.getincrementaldecoder("utf-16")().decode(b"ab")
except UnicodeError as e:
    print(type(e).__name__, e)
