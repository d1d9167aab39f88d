# Bytes that are not in the encoding that they declare: the error names the source, and no line of it.
import ast

src = b"# coding: ascii\nx = '\xe2\x98\x83'\n"
for f in (lambda: ast.parse(src), lambda: compile(src, "f", "exec"), lambda: exec(src)):
    try:
        f()
    except SyntaxError as e:
        print(type(e).__name__, e.args, e.filename, e.lineno, e.offset, e.end_lineno, e.end_offset, repr(e.text), str(e))
for s in (b"# coding: nope\nx=1", b"#!x\n# coding: ascii\n\ny = 1\nx = '\xe2'\n", b"# coding: ascii\nx = 1 +\ny = '\xe2'", b"# coding: latin-1\nx = '\xe9'\n"):
    try:
        compile(s, "f", "exec")
        print("fine")
    except SyntaxError as e:
        print(e.args, e.filename, e.lineno, e.offset, e.text, e)
