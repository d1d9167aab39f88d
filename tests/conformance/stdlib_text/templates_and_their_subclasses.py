# string.Template: identifiers, braces, escapes and mistakes with their places; subclasses with delimiters and patterns of their own.
import string
from string import Template

class D(dict):
    def __missing__(self, k): return f"<{k}>"


cases = """
Template("$a ${b} $$ $c.d").substitute(a=1, b=2, c=3), Template("$a").substitute({"a": None}), Template("$a $b").substitute({"a": 1}, b=2), Template("$a").substitute({"a": 1}, a=2), Template("").substitute(), Template("$self").substitute(self=1), Template("$_x1$y").substitute(_x1=1, y=2), Template("${a}b").substitute(a="x"), Template("$A").substitute(A=1), Template("a").substitute(5 and {})
Template("$a").substitute()
Template("$a").substitute({})
Template("$").substitute()
Template("a $ b").substitute()
Template("ab\\ncd $1").substitute()
Template("${a").substitute(a=1)
Template("${}").substitute()
Template("$é").substitute(é=1)
Template("${a b}").substitute({"a b": 1})
Template("$a").substitute(5)
Template("$a").substitute({}, {})
Template("$a").safe_substitute(), Template("$a $ ${b} $1 ${").safe_substitute(b=1), Template("$$").safe_substitute(), Template("$a").safe_substitute({"a": "$b"}), Template("$é").safe_substitute(), Template("$a").safe_substitute(D())
Template("$a $$ ${b} $a").get_identifiers(), Template("").get_identifiers(), Template("$a $ x").is_valid(), Template("$a ${b}").is_valid(), Template("$$").is_valid()
Template("$a $ x").get_identifiers()
Template(5).substitute()
Template(template="$x").template, Template("$x").pattern.flags, Template("$a").substitute(D()), Template.delimiter, Template.idpattern, Template.braceidpattern, Template.flags
Template()
string.capwords("hello  wORLD\\tx"), string.capwords("a-b-c", "-"), string.capwords(" a  b ", " "), string.capwords(""), string.capwords("a b", None)
string.ascii_letters, string.digits, string.hexdigits, string.octdigits, string.punctuation, string.whitespace, len(string.printable)
"""
for source in cases.strip().splitlines():
    try:
        print(source, "->", repr(eval(source)))
    except Exception as e:
        print(source, "->", type(e).__name__, e)


class Percent(Template): delimiter = "%"
class Dotted(Template): idpattern = r"[a-z][.a-z]*"
class Braces(Template): braceidpattern = r"[\w ]+"
class Double(Template): delimiter = "&&"
class Sensitive(Template): flags = 0
class Own(Template):
    pattern = r"""
    \[(?:(?P<escaped>\[)|(?P<named>\w+)\]|(?P<braced>%\w+)\]|(?P<invalid>))
    """


print(Percent("%a %% $b").substitute(a=1), Dotted("$a.b").substitute({"a.b": 1}), Braces("${a b} $a").substitute({"a b": 1, "a": 2}), Double("&&a &&{b} &&&& &c").substitute(a=1, b=2), Sensitive("$a $B").safe_substitute(a=1, B=2), Own("[[ [a] x").substitute(a=1))
for make in (lambda: type("Bad", (Template,), {"pattern": "(?P<x>a)"})("a").substitute(), lambda: type("Bad", (Template,), {"pattern": "("}), lambda: type("Bad", (Template,), {"delimiter": 5}), lambda: Own("[!").substitute(), lambda: Percent("%").substitute()):
    try: print(make())
    except Exception as e: print(type(e).__name__, e)
t = Template("$x"); t.template = "$y"; print(t.substitute(y=1), Template("$a") == Template("$a"), Template("$x").substitute(x="é\n$"))
