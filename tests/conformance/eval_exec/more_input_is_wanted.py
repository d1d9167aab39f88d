# A console must know whether a line is wrong or only not the last one of its statement. codeop asks the compiler for that
# by two flags, and the error it gets tells that the source ended too early.
import ast
import code
import codeop

ALLOW_INCOMPLETE, DONT_IMPLY_DEDENT = 0x4000, 0x200
print(_IncompleteInputError.__mro__[:3], _IncompleteInputError.__module__)

LINES = [
    "if 1:", "if 1:\n", "if 1:\n  x", "if 1:\n  x\n", "(1,", "(1,\n", "x = [\n1,", "'''abc", "'''abc\n", "'abc", "'abc\n",
    "f'''abc", "f'''abc {x", "f'abc", "f'{", "x y", "x y\n", "x = ", "x = \n", "x +\\", "x +\\\n", "@d", "class A",
    "class A:\n  def f(self):\n", "try:\n  x\n", "if 1:\n  x\nelse:", "", "\n", "#c", "  x", "if 1:\nx", "if 1:\n  x\n y",
    "match x:\n case 1:\n", "x = {1:2, 3", "f(a b", "for x in", "from x import (", "from x import", "1 if 2 else", "x.",
    "async def", "(1]", "$", "a $", "(a $", "if 1: (", "if 1:\n  if 2:\n    x = (", "print 1", "continue = 1", "x[1:\n", "\\",
    "b'''a", "with (a as b", "f'''{x:", "def f(a) ->", "type X =", "*", "for x im y", "if 1:\n  (x\n)", "x; y",
]


def told(act):
    try:
        result = act()
    except SyntaxError as e:
        return type(e).__name__, e.msg
    except (ValueError, OverflowError) as e:
        return type(e).__name__, str(e)
    return type(result).__name__


for line in LINES:
    print(repr(line), "->", told(lambda: codeop.compile_command(line)), told(lambda: codeop.compile_command(line, symbol="exec")))
    for mode in ("exec", "single", "eval"):
        print("   ", mode, told(lambda: compile(line, "<line>", mode, ALLOW_INCOMPLETE | DONT_IMPLY_DEDENT, True)),
              told(lambda: compile(line, "<line>", mode, ALLOW_INCOMPLETE | ast.PyCF_ONLY_AST, True)))

for line, mode in [("if 1:", "exec"), ("x = [\n1,", "single"), ("def f():\n  '''a\n", "exec"), ("x y", "single"), ("é = (", "eval")]:
    try:
        compile(line, "<line>", mode, ALLOW_INCOMPLETE, True)
    except SyntaxError as e:
        print(type(e).__name__, e.msg, e.filename, (e.lineno, e.offset), repr(e.text))

print("-- a console")


class Console(code.InteractiveConsole):
    def write(self, data):
        print("told:", data.strip().splitlines()[-1])


console = Console({"__name__": "__console__"})
for line in ["x = 2", "def f(a):", "  if a:", "    return a * x", "", "f(21)", "for i in range(2):", "  print(i,", "i)", "",
             "x +", "raise KeyError('k')", "fr i in x: pass", "'''", "text'''", "@staticmethod", "def g(): pass", "", "g()", "(", "]"]:
    more = console.push(line)
    print(repr(line), "more" if more else "done")
