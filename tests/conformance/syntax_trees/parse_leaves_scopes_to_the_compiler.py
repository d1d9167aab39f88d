# `ast.parse` reports what the grammar cannot take, and leaves to the compiler what only scopes and code generation refuse.
import ast
for src in ("def f(a, a): pass", "lambda x, x: 0", "return 1", "yield 1", "break", "continue", "def f():\n  nonlocal x", "nonlocal x",
            "def f(x):\n  global x", "x = 1\nglobal x", "from __future__ import nope", "x = 1\nfrom __future__ import division",
            "from __future__ import braces", "from __future__ import *", "await x", "async def f(): yield from x", "[x async for x in y]", "def f():\n  from m import *", "class A[T, T]: pass",
            "*a = 1", "*a, *b = c", "f(a=1, a=2)", "f(**k, *a)", "del f()", "__debug__ = 1", "def __debug__(): pass", "x: int = yield",
            "try: pass\nexcept: pass\nexcept A: pass", "match x:\n case a: pass\n case b: pass", "match x:\n case A(a=1, a=2): pass", "match x:\n case [*a, *b]: pass", "match x:\n case {**r, 'a': 1}: pass", "match x:\n case a | b: pass", "(yield) = 1", "async with a: pass", "async for a in b: pass",
            "[i := 0 for i in x]", "class C:\n  [a := 1 for i in x]", "print(*a, **k, b)", "f(x for x in y, 1)", "x = {**a for a in b}", "type X = (yield)", "class A[T: (yield)]: pass", "def f():\n  x: int\n  global x", "for x in y:\n  def f():\n    break", "try: pass\nexcept* A:\n  break"):
    try:
        ast.parse(src)
        a = "parsed"
    except SyntaxError as e:
        a = f"{e.msg} {e.lineno} {e.offset} {e.end_lineno} {e.end_offset}"
    try:
        compile(src, "<s>", "exec")
        c = "compiled"
    except SyntaxError as e:
        c = f"{e.msg} {e.lineno} {e.offset} {e.end_lineno} {e.end_offset}"
    try:
        compile(ast.parse(src), "<s>", "exec")
        t = "compiled"
    except SyntaxError as e:
        t = f"{e.msg} {e.lineno} {e.offset} {e.end_lineno} {e.end_offset}"
    print(repr(src), "|", a, "|", c, "|", "same" if t == c else t)

# Where the line comes from: only the file that a source is said to come from has lines behind the parser.
for src in ("def f(a, a: int): pass", "match x:\n case f'a': pass", "match x:\n case {f'a': 1}: pass", "from __future__ import nope\nx = = 1", "from __future__ import nope as x, division", "from __future__ import (division,\n nope)", "from .__future__ import nope", "x = 1\nfrom __future__ import nope", "x = = 1\nfrom __future__ import nope", "from __future__ import nope\nx = 'abc", "from __future__ import nope\nx = (", "f(a=1, a=2); def g(x, x): pass", "f(a=1, a=2)\ndef g(x, x): pass", "def g(x, x): pass\nx = = 2", "if 1:\n from __future__ import braces"):
    for what in ("ast", "exec"):
        try:
            if what == "ast": ast.parse(src)
            else: compile(src, "s", "exec")
            print(repr(src), what, "fine")
        except SyntaxError as e:
            print(repr(src), what, e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset, repr(e.text))
    try:
        compile(ast.parse(src), "s", "exec")
    except SyntaxError as e:
            print(repr(src), "tree", e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset, repr(e.text))

for src in ("return 1", "def f():\n  nonlocal x", "f(a=1,a=2)"):
    for name in ("s", "<string>", "/nonexistent/file.py"):
        try:
            compile(src, name, "exec")
        except SyntaxError as e:
            print(repr(src), name, e.text)
