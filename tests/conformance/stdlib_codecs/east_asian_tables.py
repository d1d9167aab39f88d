# Every code of the East Asian codecs has its meaning, every character its code, every error its place.
import codecs
import zlib

CODECS = """
gb2312 gbk gb18030 hz big5 big5hkscs cp950 shift_jis shift_jis_2004 shift_jisx0213 cp932 euc_jp euc_jis_2004
euc_jisx0213 euc_kr cp949 johab iso2022_jp iso2022_jp_1 iso2022_jp_2 iso2022_jp_2004 iso2022_jp_3 iso2022_jp_ext
iso2022_kr
""".split()


def told(error):
    """The handler of this program: what and where the error was."""
    piece = f"<{error.reason[:3]} {error.start}-{error.end}>"
    return piece, error.end


codecs.register_error("told", told)


def digest(text):
    return f"{zlib.crc32(text if isinstance(text, bytes) else text.encode('utf-8', 'surrogatepass')):08x}"


for name in CODECS:
    twos = b"".join(bytes([lead, trail, 0x0A]) for lead in range(0x21, 0x100, 2) for trail in range(0x20, 0x100))
    if name.startswith("iso2022") or name == "hz":
        opens = {"hz": b"~{", "iso2022_kr": b"\x1b$)C\x0e"}.get(name, b"\x1b$B")
        pairs = (bytes([lead, trail]) for lead in range(0x21, 0x7F) for trail in range(0x21, 0x7F))
        twos = opens + b"".join(pairs)
    decoded = twos.decode(name, "told")
    everything = "".join(map(chr, [*range(1, 0x3400), *range(0x4E00, 0xA000, 3), *range(0xAC00, 0xD800, 7)]))
    everything += "".join(map(chr, range(0xF900, 0x10000))) + "\U00020089\U0002A6B2\U0001F600\U0010FFFF"
    encoded = everything.encode(name, "told")
    back = encoded.decode(name, "replace")
    print(name, len(decoded), digest(decoded), len(encoded), digest(encoded), len(back), digest(back))

print("names and what they reach")
for alias in ["sjis", "ms932", "ms936", "euc-kr", "uhc", "big5-hkscs", "gb18030-2000", "iso-2022-jp", "ujis", "hzgb"]:
    info = codecs.lookup(alias)
    print(alias, info.name, info._is_text_encoding, "한字あ".encode(alias, "replace"))

print("three bytes, four and eight")
print(b"\x8f\xb0\xa1\x8e\xb1\x8f\xa2".decode("euc_jp", "told"))
print("\u4e02\uff71".encode("euc_jp"))
for four in [b"\x81\x30\x81\x30", b"\x84\x31\xa4\x39", b"\x90\x30\x81\x30", b"\xe3\x32\x9a\x35", b"\xe3\x32\x9a\x36",
             b"\x84\x31\xa5\x30", b"\x81\x30\x81", b"\x81\x30\x7f\x30"]:
    print(ascii(four.decode("gb18030", "told")))
print(ascii("\x80\ufffd\uffff\U00010000\U0010ffff".encode("gb18030")))
print("\ubdc1가".encode("euc_kr"), b"\xa4\xd4\xa4\xb2\xa4\xce\xa4\xaa".decode("euc_kr"))
print(b"\xa4\xd4\xa4\xb2\xa4".decode("euc_kr", "told"), b"\xa4\xd4\xa4\xb2\xa5\xce\xa4\xaa".decode("euc_kr", "told"))

print("pairs")
for name in ["euc_jis_2004", "shift_jis_2004", "shift_jisx0213", "iso2022_jp_2004", "iso2022_jp_3"]:
    for text in ["\u304b\u309a", "\u304b", "\u304ba", "\xe6\u0300\xe6", "\u02e9\u02e5", "\u31f7\u309a"]:
        encoded = text.encode(name)
        print(name, ascii(text), encoded, encoded.decode(name) == text)
for text in ["\xca\u0304", "\xca\u030c", "\xca", "\xea\u0304x", "\xeax", "\U000200cc"]:
    print(ascii(text), text.encode("big5hkscs"), text.encode("big5hkscs").decode("big5hkscs") == text)
