# What errors of `\N` say about where they are.
import codecs

for text in [r"'\N{}'", r"'\N{x'", r"'\N'", r"'\N{foo}'", r"'\Nx'", r"'abc\N{}'", r"'\N{ }'", r"f'\N{}'", r"'\N{'"]:
    try:
        print(text, eval(text))
    except SyntaxError as e:
        print(text, e.args)
for data in [rb"\N{}", rb"\N{x", rb"\N", rb"\N{foo}", rb"\Nx", rb"\N{", rb"\N{}x"]:
    try:
        print(data, codecs.unicode_escape_decode(data))
    except UnicodeDecodeError as e:
        print(data, e.args)
