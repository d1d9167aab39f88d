# string constants, Template, Formatter, and textwrap.
import string, textwrap
print(string.ascii_letters, string.digits, string.punctuation, repr(string.whitespace), string.capwords("a bc  d"))
t = string.Template("$who likes ${what}s $$5 $"); print(t.safe_substitute(who="tim"), string.Template("$a ${b}").substitute({"a": 1}, b=2), string.Template("$a").get_identifiers())
for f in (lambda: string.Template("$a").substitute(), lambda: string.Template("$ x").substitute(), lambda: t.substitute(who=1, what=2), lambda: string.Formatter().format("{x}"), lambda: string.Formatter().format("{0} {}", 1, 2)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
print(list(string.Formatter().parse("a{b!r:c}d{{e}}")), string.Formatter().format("{0}-{k:>4}", 1, k="x"))
text = "The quick brown fox jumped over the lazy dog, and a-very-long-hyphenated-word followed by averyveryverylongwordwithoutbreaks."
print(textwrap.fill(text, 30)); print(textwrap.wrap(text, 20, break_long_words=False, break_on_hyphens=False)); print(textwrap.shorten(text, 40), textwrap.shorten(text, 25, placeholder="..."), repr(textwrap.dedent("\n    a\n      b\n\n    c\n")), repr(textwrap.indent("a\n\nb", "> ")), textwrap.fill("x y z", 3, initial_indent="* ", subsequent_indent="  "), textwrap.wrap(""), sep="\n")
