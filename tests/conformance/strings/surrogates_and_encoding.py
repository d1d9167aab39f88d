# Lone surrogates live in str and fail at encoding, with the exact error.
s = "a\udc80b"
print(ascii(s), len(s), s.encode("utf-8", "surrogateescape"), s.encode("utf-8", "surrogatepass"), s.encode("ascii", "backslashreplace"), s.encode("ascii", "replace"), s.encode("latin-1", "ignore"))
print(b"\xff\x80".decode("utf-8", "surrogateescape") == "\udcff\udc80", ascii(b"\xe9".decode("latin-1")), ascii(b"a\xffb".decode("utf-8", "replace")), b"a\xffb".decode("ascii", "ignore"))
print("é€".encode("ascii", "xmlcharrefreplace"), "é".encode("ascii", "namereplace"), "é".encode("utf-16-le"), "é".encode("utf-32-be"), "aé".encode("utf-16")[:2] in (b"\xff\xfe", b"\xfe\xff"))
for f in (lambda: s.encode(), lambda: "é€x".encode("ascii"), lambda: "€".encode("latin-1"), lambda: b"\xff".decode(), lambda: b"\xe2\x82".decode(), lambda: b"a\x80".decode("ascii"), lambda: b"\xed\xa0\x80".decode(),
          lambda: "a".encode("nope"), lambda: "é".encode("ascii", "nope"), lambda: str(b"\xff", "utf-8"), lambda: str(1, "utf-8"), lambda: str("a", "utf-8"), lambda: "a".encode(1), lambda: b"\xf0\x9f\x98".decode("utf-8"), lambda: b"\xc0\x80".decode()):
    try: print(ascii(f()))
    except Exception as e: print(type(e).__name__, ascii(str(e)))
