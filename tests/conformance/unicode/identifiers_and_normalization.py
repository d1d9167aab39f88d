# Identifiers are NFKC-normalized; keywords are compared after it; sources hold any script.
import unicodedata
ﬁ = 1; print(fi, "ﬁ" in globals(), "fi" in globals())
é = 2; print(é, "é" in globals()); 变量 = [1, 2]; print(变量); Ω = "greek"; print(Ω)
class Ünïcode:
    naïve = 5
    def méthode(self, ñ=3): return ñ
print(Ünïcode().méthode(), getattr(Ünïcode, "naïve"), Ünïcode.__name__, Ünïcode().méthode(ñ=4), ascii(Ünïcode.méthode.__qualname__))
𝔣𝔬𝔬 = "math letters"; print(foo)
for name in ("a1", "1a", "é", "", "a b", "a-b", "_", "ª", "·", "a·", "℘", "class", "x\u0301", "\u0301", "𝟙", "a𝟙"): print(ascii(name), name.isidentifier(), end="; ")
print()
print(unicodedata.name("é"), unicodedata.lookup("GREEK SMALL LETTER ALPHA"), unicodedata.category("A"), unicodedata.normalize("NFD", "é").encode(), unicodedata.normalize("NFKC", "ﬁ²"), unicodedata.numeric("½"), unicodedata.digit("٣"), unicodedata.bidirectional("א"), unicodedata.combining("\u0301"), unicodedata.east_asian_width("中"), unicodedata.decomposition("é"), unicodedata.mirrored("("), unicodedata.is_normalized("NFC", "é"))
for f in (lambda: unicodedata.name("\0"), lambda: unicodedata.lookup("NOPE"), lambda: unicodedata.numeric("a"), lambda: unicodedata.normalize("X", "a"), lambda: unicodedata.name("ab"), lambda: eval("a\u00a0b"), lambda: eval("\u201cq\u201d"), lambda: eval("a\u200bb")):
    try: print(f())
    except Exception as e: print(type(e).__name__, ascii(str(e)))
print("é" == "e\u0301", len("e\u0301"), sorted(["é", "e", "f", "E"]), "ß" < "ss", "Straße".casefold() == "STRASSE".casefold(), "\N{SNOWMAN}", "a\u0308".title(), "ʼn".upper())
