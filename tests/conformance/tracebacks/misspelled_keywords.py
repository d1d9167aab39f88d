# When nothing else explains a syntax error, the module traceback tries whether a keyword was misspelled. It needs the
# source and the place of the last compound statement that was complete, which the error carries.
import ast
import traceback


def show(source, mode="exec"):
    try:
        compile(source, "<text>", mode)
    except SyntaxError as error:
        read = error._metadata
        print(repr(source), mode, read and (read[:2], read[2] == source, read[2] == source + "\n"))
        print("".join(traceback.format_exception_only(error)), end="")
        print(error.msg, error.args[0], error.offset)
    else:
        print(repr(source), "compiles")


for line in [
    "with block ad something:\n  pass\n", "for x im range(3):\n  pass\n", "x = 1 iff 2 else 3\n", "imporrt x\n",
    "tri:\n  pass\n", "fro x import y\n", "clss A: pass", "dfe f(): pass", "a = [x fo x in y]", "retrun x\n",
    "asser x\n", "awat x", "whille True:\n  pass\n", "x = y adn z", "lamda x: x", "raize X", "zzz x", "pas s",
]:
    show(line)

print("-- where the last complete statement stands")
for text in [
    "if a:\n  b\nz 1\n", "def f():\n  if a:\n    b\n  z 1\n", "def f():\n  pass\nz 1\n",
    "class A:\n  def f(self):\n    pass\n  z 1\n", "@d\nclass A:\n  pass\nz 1\n", "async def f():\n  async with x:\n    y\n  z 1\n",
    "if a:\n  if b:\n    c\n  d\ne\nz 1\n", "x = 1\nif x:\n  y\nwhile x:\n  y\nfr x in y: pass\n",
    "if a:\n  b\nelf c:\n  d\n", "try:\n  b\nexcept:\n  c\nretrun 1\n", "match x:\n  case 1: pass\nz 1\n",
    "if a:\n  'é'; b\nx = (z 1)\n", "if a:\n  b\n" + "x = 1\n" * 250 + "fro a import b\n",
    "x = 1\n" * 250 + "fro a import b\n",
]:
    show(text) if len(text) < 200 else show(text[:600] + text[-700:])

print("-- who has it, and who has not")
for text, mode in [("x y", "eval"), ("z 1; y", "single"), ("x = 'a\n", "exec"), ("return 1\n", "exec"), ("(", "exec"),
                   ("nonlocal x\n", "exec"), ("f(a=1, a=2)\n", "exec"), ("x = 0777\n", "exec"), ("  x\n", "exec")]:
    show(text, mode)
for act in (lambda: ast.parse("a = 1\nb c"), lambda: ast.literal_eval(" x y"), lambda: eval("1 + x y"), lambda: exec("1\n1 + x y")):
    try:
        act()
    except SyntaxError as error:
        print(error._metadata)
print(SyntaxError("invalid syntax")._metadata, SyntaxError("m", ("f", 1, 2, "t", 3, 4, (1, 2, "x")))._metadata)
