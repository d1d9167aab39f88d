# What the lexer says of number and string literals: keywords glued to numbers, invalid escapes with their places, bad prefixes, and comparisons and calls that look wrong.
import warnings, ast
def tell(src, mode="exec"):
    with warnings.catch_warnings(record=True) as w:
        warnings.simplefilter("always")
        try:
            tree = compile(src, "<lit>", mode, ast.PyCF_ONLY_AST) if mode == "tree" else compile(src, "<lit>", mode); r = "compiles"
            if mode == "eval": r = repr(eval(tree))
        except SyntaxError as e: r = f"{type(e).__name__}: {e.msg} {e.lineno} {e.offset} {e.end_offset}"
        except (ValueError, NameError, TypeError) as e: r = f"{type(e).__name__}: {e}"
    print(repr(src), "|", r, *(f"| {x.category.__name__}: {x.message} @{x.lineno}" for x in w))
for src in ("1if 1else 2", "1or 2", "0or 5", "1and 2", "1in [1]", "1is 1", "0x1for x in y", "[0x1for x in (1,)]", "1_000", "1__0", "1_", "_1", "0_1", "0_0", "00", "000_0", "01", "0x_f", "0x__f", "0xf_", "0b1_0", "0b", "0b12", "0b1e", "0o17", "0o8", "0o", "0xG", "0x", "0XaB", "0B1", "0O7", "1e5", "1e", "1e+", "1e-5", "1E5", "1.e5", ".5", ".5e3", "1._5", "1_.5", "1.5_0", "1e1_0", "1e_1", "1j", "1J", "1.5j", "0j", "01j", "01.5", "01e3", "09", "09.5", "1jif 1else 2", "5 .real", "5..real", "5.real", "1.0.real", "0xf.real", "1 .__class__", "1a", "1.5a", "1ja", "0b1a", "1é", "1 2", "1.2.3", "1..2", "1...", "1_a", "0xfor x", "9" * 30, "1" * 5000, "1e400", "-1e400", "1e-400", "0.1e1", "1e0_0", "12l", "0777", "0xdeadbeefL", "1u", "٣", "1٣", "0b1_", "1__", "1_0_0", "1_0__0", "0_", "0__0", "0e0", "00.0", "0_0.0_0"):
    tell(src, "eval")
for src in (r"'\d'", r"'\8'", r"'\400'", r"'\777'", r"b'\d'", r"b'\400'", r"b'\u1234'", r"'\u12'", r"'\u123g'", r"'\U00110000'", r"'\U0010ffff'", r"'\x1'", r"b'\x1'", r"b'\xg1'", r"'\xg1'", r"'\N{LATIN SMALL LETTER A}'", r"'\N{nope}'", r"'\N'", r"'\N{'", r"'\N{}'", r"b'\N{x}'", "'\\\n'", r"'\q\w\q'", r"'''\d" + "\n" + r"\w'''", r"f'\d{1}\w'", r"rb'\d'", r"br'\x'", r"Rb'\q'", r"u'\d'", r"ur'a'", r"ru'a'", r"bu'a'", r"rr'a'", r"'\0'", r"'\08'", r"'\1234'", r"'\a\b\f\n\r\t\v\\\''", r"'a' b'b'", r"b'a' b'b'", r"'a' 'b' r'\d'", "b'é'", "b'''é'''", "'é'", r"'\ud800'", r"'\x80'", "'a\nb'", "'a", "'''a", "\"a'", "''''", "''' '", "r'\\'", "r'\\\\'", r"r'\''", "'\t'", "'\x00'", "f'\\d'", r"f'{x:\d}'", r"t'\d'", r"'\_'", r"'\ '", r"'\é'", r"b'\é'"):
    tell(src, "tree")
for src in ("x is 1", "x is 'a'", "x is not 1.5", "x is ()", "x is None", "x is True", "x is ...", "1 is x", "x is -1", "x is [1]", "x is f''", "x is (1, 2)", "x is b''", "x is 1 is y", "assert (x, 'msg')", "assert ()", "assert (x,)", "assert [x]", "assert 'always'", "'a'()", "1()", "None()", "[1](2)", "(1, 2)(3)", "{1: 2}(3)", "{1}(2)", "f''()", "(lambda: 1)()", "'a'['b']", "'a'[1.5]", "'a'[1]", "'a'[None]", "'a'[x]", "'a'[(1,)]", "[1][2, 3]", "[1]['a']", "[[1] [2, 3]]", "(1)[2]", "1[2]", "None[1]", "...[1]", "{1}[2]", "(lambda: 1)[2]", "f''['a']", "[x for x in y]['a']", "(x for x in y)[0]", "b''['x']", "{}['a']", "'a'[1:2]", "'a'['b':]", "(1, 2)['a']", "[1][b'x']", "[1][[]]", "'%s' % x", "'a' 'b'[0]", "if (): pass", "while 'a': pass", "x == 'a' is True", "not x is 1", "return", "def f():\n  '\\d'\n  return 1 is 1", "class C:\n  x = 1 is 1", "lambda: 1 is 1", "1 is 1\n1 is 1", "def f():\n try: pass\n finally: return 1", "for x in y:\n try: pass\n finally: break", "while 1:\n try: pass\n finally:\n  try: pass\n  finally: continue"):
    tell(src)
with warnings.catch_warnings():
    warnings.simplefilter("error")
    for src in (r"x = '\d'", "x = 1if y else 2", "x is 1", "def f():\n try: pass\n finally: return", "'a'()", "x = '''a\n\\d'''"):
        try: compile(src, "<err>", "exec")
        except SyntaxError as e: print(repr(src), e.msg, e.lineno, e.offset, e.end_offset, repr(e.text))
