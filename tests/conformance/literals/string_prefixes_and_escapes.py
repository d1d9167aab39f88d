# Escapes differ between str, bytes and raw literals.
print("\x41\101\u0041\U00000041\N{LATIN SMALL LETTER A}\
B")
print(ascii("\0\a\b\f\v\r\t\n\\\'\""), r"\n\x", R'\'')
print(b"\x00\xff\101", rb"\x00", Rb'\n', BR"\d")
print(ascii("\ud800\udfff\U0001F600"), len("\U0001F600"))
print("a" "b" 'c' """d""", b"a" b"b", u"u" U"U")
print("""line
 two\
 joined""")
for text in (r"'\x4'", r"'\u12'", r"'\N{NO SUCH}'", r"'\U00110000'", r"b'\x'", "b'é'", "'abc", '"""abc', r"'\N{'"):
    try:
        eval(text)
    except SyntaxError as error:
        print(ascii(text), "->", error.msg)
