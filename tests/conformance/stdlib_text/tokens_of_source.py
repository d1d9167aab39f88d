# Tokens come line by line, with comments and blank lines, the parts of f-strings, and errors where CPython finds them.
import io
import tokenize

for source in (
    "if x:\n  # c\n  y = f'a{b!r:>{w}}{{c}}\\N{DIGIT ONE}'\n\nz\n",
    'f"""one\n{two}\nthree""" + t"x{y=}"; """a\nb""" # end',
    "a\\\n + (1,\n 2)\r\n",
    "é = 0x1F + 1_000.5e3j ... -> := <> $\n",
    "'abc\n",
    "(a,\n",
    "if x:\n\ty\n        z\n",
    "if x:\n    y\n  z\n",
    "f'{a:\n",
    "a\\ b\n",
    "1_\n",
):
    print(repr(source))
    try:
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            print(" ", tokenize.tok_name[token.type], repr(token.string), token.start, token.end, repr(token.line))
    except (tokenize.TokenError, SyntaxError) as error:
        print(" ", type(error).__name__, error)
