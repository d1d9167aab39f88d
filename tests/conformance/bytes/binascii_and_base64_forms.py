# Binary-to-text codecs: what each accepts, strictness, paddings, line lengths, and the errors with their words.
import base64
import binascii
from base64 import *
from binascii import *

data = bytes(range(0, 256, 17))
for enc, dec in ((b64encode, b64decode), (urlsafe_b64encode, urlsafe_b64decode), (b32encode, b32decode), (b32hexencode, b32hexdecode), (b16encode, b16decode), (a85encode, a85decode), (b85encode, b85decode), (z85encode, z85decode), (encodebytes, decodebytes), (hexlify, unhexlify), (b2a_base64, a2b_base64)):
    row = []
    for n in (0, 1, 2, 3, 4, 5, 16):
        try: e = enc(data[:n]); row.append((e, dec(e) == data[:n]))
        except Exception as x: row.append(f"{type(x).__name__} {x}")
    print(enc.__name__, *row)
cases = """
b64decode("YQ=="), b64decode(b"YQ=="), b64decode("YQ==\\n"), b64decode("Y Q = ="), b64decode("YQ==YQ=="), b64decode("YWI"  + "="), b64decode(bytearray(b"YWJj")), b64decode("-_", altchars="-_") if 0 else b64decode("-_-_", altchars="-_"), b64decode("Y!Q@=="), b64decode("")
b64decode("YQ")
b64decode("YQ=")
b64decode("Y")
b64decode("YWJjZ")
b64decode("é")
b64decode("YQ==", altchars="x")
b64decode(5)
b64encode("a")
b64encode(b"a", b"-")
b64encode(b"\\xff\\xfe\\xfd", b"-_"), b64encode(memoryview(b"ab")), standard_b64encode(b"\\xff"), standard_b64decode("/w==")
b32decode("ME======"), b32decode("me======", casefold=True), b32decode("M1======", map01="L") if 0 else b32decode("ME======", map01="L"), b32decode("")
b32decode("me======")
b32decode("ME")
b32decode("ME=====")
b32decode("M8======")
b32decode("M1======")
b16decode("61"), b16decode("6A"), b16decode("6a", casefold=True)
b16decode("6a")
b16decode("6")
b16decode("zz")
a85encode(b"\\0\\0\\0\\0a"), a85encode(b"    ", foldspaces=True), a85encode(b"abc" * 5, wrapcol=8), a85encode(b"ab", pad=True), a85encode(b"ab", adobe=True), a85decode("<~@:B~>", adobe=True), a85decode("z"), a85decode(" @ : E\\n"), a85decode("y", foldspaces=True), a85decode("")
a85decode("y")
a85decode("~~")
a85decode("<~@:B", adobe=True)
a85decode("azz")
a85decode("uuuuu")
b85decode("VPRomVE"), b85encode(b"abcd", pad=True), b85decode("")
b85decode("a b")
b85decode("~~~~~")
z85encode(b"abcd"), z85decode("vqGsd")
z85decode("\\u00e9")
encodebytes(b"x" * 60), decodebytes(b"eHg=\\n\\n")
encodebytes("x")
decodebytes("x")
hexlify(b"ab", "-"), hexlify(b"abcdef", b":", 2), unhexlify("6162"), unhexlify(b"6a6B"), b2a_hex(b"a", sep=".", bytes_per_sep=1)
unhexlify("6")
unhexlify("zz")
unhexlify("é")
unhexlify(5)
a2b_base64("Y===")
crc32("abc")
binascii.Error.__mro__[1], binascii.Incomplete.__mro__[1]
"""
for source in cases.strip().splitlines():
    try:
        print(source, "->", repr(eval(source)))
    except Exception as e:
        print(source, "->", type(e).__name__, e)
