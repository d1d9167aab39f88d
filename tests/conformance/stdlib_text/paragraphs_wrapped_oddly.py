# textwrap on text that is hard to wrap: long words, hyphens, tabs, narrow widths, placeholders, indents and the refusals.
import textwrap
from textwrap import TextWrapper, dedent, fill, indent, shorten, wrap

text = "The quick-brown fox\tjumps over  the lazy dog. It's a verylongwordthatneverends -- really! well-known e-mail--dash"
for width in (1, 2, 5, 10, 20, 1000):
    print(width, wrap(text, width))
for option in ({"break_long_words": False}, {"break_on_hyphens": False}, {"expand_tabs": False}, {"replace_whitespace": False}, {"drop_whitespace": False}, {"fix_sentence_endings": True}, {"initial_indent": "* ", "subsequent_indent": "  "}, {"tabsize": 3}, {"max_lines": 2}, {"max_lines": 1, "placeholder": "~"}, {"max_lines": 3, "placeholder": " [...] ", "subsequent_indent": ">"}):
    print(option, wrap(text, 24, **option))
cases = """
wrap(""), wrap("   "), wrap("\\n"), fill("a b c", 3), wrap("aaa bbb", 3), wrap("aaaa", 2), wrap("a-b-c-d", 3), wrap("é" * 5, 2), wrap("a\\u00a0b c", 2), wrap("x--y", 2), wrap("(a) [b]", 3), wrap("a\\n\\nb", 10), wrap("ab -cd", 4), wrap("one-", 3), wrap("-x -y", 2), wrap("a" * 3 + "-" * 3 + "b" * 3, 4), wrap("http://example.com/very/long", 10), wrap("a  b", 1)
wrap("a", 0)
wrap("a", -1)
wrap("a b", 5, max_lines=1, placeholder=" too long to fit")
wrap("a b", "x")
wrap(5)
wrap("a", 5, 5)
wrap("a", foo=1)
fill(None)
shorten("Hello  world!", 12), shorten("Hello world!", 11), shorten("Hello world", 10, placeholder="..."), shorten("", 5), shorten("  a  b  ", 3), shorten("abc def", 5), shorten("one two three", 8, placeholder="~")
shorten("Hello world", 4)
shorten("a b c", 2, placeholder="long")
dedent("  a\\n    b\\n  c"), dedent("\\ta\\n  b"), dedent("  a\\n\\n  b\\n"), dedent("  a\\n \\n  b"), dedent(""), dedent("a\\n  b"), dedent("\\n  a\\n"), dedent("   \\n  a"), dedent("  a\\r\\n  b"), dedent("\\t a\\n\\t b"), dedent("    ")
dedent(5)
dedent(b"a")
indent("a\\nb\\n\\n c", "> "), indent("a\\n\\n", "-"), indent("", "x"), indent("a\\r\\nb", "+"), indent("a\\n \\nb", "#", lambda l: True), indent("a\\nb", "!", lambda line: "b" in line), indent("a\\x0bb\\u2028c", ">")
indent("a", 5)
indent(5, "a")
TextWrapper(width=5).wrap("aa bb"), TextWrapper().width, TextWrapper(max_lines=1, width=3).fill("a b"), TextWrapper(initial_indent="    ", width=4).wrap("ab c")
TextWrapper(5, 5).wrap("a b")
"""
for source in cases.strip().splitlines():
    try:
        print(source, "->", repr(eval(source)))
    except Exception as e:
        print(source, "->", type(e).__name__, e)
w = TextWrapper(width=8, initial_indent="- "); w.subsequent_indent = "  "; w.width = 6; print(w.fill("aa bb cc")); w.fix_sentence_endings = True; print(w.wrap("a. B"), w.wrap('a." B'), w.wrap("A.B"))
class Upper(TextWrapper):
    def _split(self, text): return [c.upper() for c in super()._split(text)]
print(Upper(width=6).wrap("ab cd-ef"))
