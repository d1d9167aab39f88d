# textwrap and string in use: paragraphs, dedent, templates, capwords, custom formatters.
import string
import textwrap

text = "The quick brown fox jumps over the lazy dog, again and again, in an extraordinarily-long sentence."
print(textwrap.fill(text, 30))
print(textwrap.fill(text, 24, initial_indent="* ", subsequent_indent="  "))
print(textwrap.wrap("aaaaaaaaaaaa bb", 5), textwrap.wrap("aaaaaaaaaaaa bb", 5, break_long_words=False), textwrap.wrap("", 5))
print(textwrap.shorten(text, 30, placeholder=" [...]"))
print(textwrap.dedent("""
    def f():
        return 1

    f()
"""))
print(textwrap.indent("a\n\nb\n", "> "), textwrap.indent("a\n\nb", "> ", lambda line: True))
t = string.Template("$who owes ${amount}$$ to $whom")
print(t.substitute(who="Ann", amount=5, whom="Bob"), t.safe_substitute(who="X"), t.get_identifiers())
for bad in (lambda: t.substitute(who=1), lambda: string.Template("$ x").substitute()):
    try:
        bad()
    except (KeyError, ValueError) as e:
        print(type(e).__name__, e)
print(string.capwords("hello  big world"), string.ascii_lowercase[:5], string.digits, string.punctuation[:6], string.hexdigits)


class Upper(string.Formatter):
    def convert_field(self, value, conversion):
        return str(value).upper() if conversion == "u" else super().convert_field(value, conversion)


print(Upper().format("{0!u} {name!r:>6} {0}", "abc", name="n"), list(string.Formatter().parse("a{b!r:>{w}}c")))
