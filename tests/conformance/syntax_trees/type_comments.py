# Comments that begin with `type:` are part of the tree when they are asked for, and errors where they say nothing.

import ast

GOOD = [
    "x = 1 # type: int",
    "x = y = 1 #type:int",
    "x = 1 #   type:\tint  ",
    "é = 1 # type: é\\\ny = 2",
    "x = 1 # Type: int",
    "x = 1 # type : int",
    "x = 1 # type:",
    "x = 1 # type: # type: int",
    "x = yield # type: int",
    "x = \\\n 1 # type: int",
    'x = """\n""" # type: int\ny',
    "x; y = 1 # type: int",
    "for a in b: # type: int\n pass",
    "for a in b: x = 1 # type: int",
    "with a as b: # type: int\n  pass",
    "with (a as b, c): # type: int\n  pass",
    "async def f():\n  async for a in b: # type: int\n    async with c: # type: str\n     pass",
    "def f(): # type: () -> int\n  pass",
    "def f():\n  # type: () -> int\n\n  # hi\n  pass",
    "def f():\n# type: () -> int\n  pass",
    "@d\ndef f(a) -> b: # type: int\n pass",
    "def f(a, # type: int\n b # type: str\n): pass",
    "def f(a=1 # type: int\n): pass",
    "def f(a, # type: int\n b=1, # type: str\n *c, # type: x\n d, # type: y\n e=2, # type: w\n **g # type: z\n): pass",
    "def f(a, # type: int\n b, /, c # type: ignored\n): pass",
    "def f(*a: *b, # type: int\n): pass",
    "def f(**a, # type: int\n): pass",
]

IGNORES = [
    "x = 1 # type: ignore",
    "x = 1 # type: ignore[a]  ",
    "x = 1 # type: ignoreé",
    "x = 1 # type: ignored",
    "x = 1 # type: ignore-d",
    "x = 1 # type: ignore_d",
    "x = 1 # type: ignore # hi",
    "é = 1 # type: ignore[é]",
    "# type: ignore",
    "  # type: ignore[b]\nx\n",
    "if x:\n  # type: ignore[b]\n  y\n# type: ignore[c]\n",
    "x = (1, # type: ignore\n# type: ignore[own]\n2)",
    "(1, \\\n# type: ignore[joined]\n2)",
    "\\\n# type: ignore[joined]\nx",
    "# hi \\\n# type: ignore[own]\nx",
    "x # hi\n\n # hi\n  # type: ignore[own]",
    "# type: ignore[a]\n# type: ignore[b]\n\n  # type: ignore[c]\n",
    'x = """\n""" # type: ignore[a]\ny',
    "f'''{a # type: ignore[k]\n}'''",
    "f'''{\n# type: ignore[k]\na}'''",
    "f'''{a = # type: ignore[k]\n}'''",
    "def f(): # type: () -> int\n  # type: ignore\n  pass",
    "def f():\n  # type: ignore\n  # type: () -> int\n  pass",
]

BAD = [
    "# type: int",
    "\n# type: int\n",
    "x # type: int",
    "x = 1\n# type: int\n",
    "x = 1 # type: int\n# type: str\n",
    "x = (1, # type: int\n2)",
    "x: int = 1 # type: int",
    "x += 1 # type: int",
    "x = 1; # type: int",
    "for a in b: # type: int\n  # type: str\n pass",
    "for a in b:\n  # type: int\n pass",
    "for a in b: pass # type: int",
    "with (a, # type: int\n c):\n  pass",
    "def f(): # type: () -> int\n  # type: () -> str\n  pass",
    "def f():\n  # type: () -> int\npass",
    "def f(): pass # type: () -> int\n",
    "def f(): # type: () -> int",
    "def f(a # type: int\n, b): pass",
    "def f(a, # type: int\n  # type: str\n b): pass",
    "def f(a, /, # type: int\n b): pass",
    "def f(a, / # type: int\n): pass",
    "def f(*, # type: int\n a): pass",
    "def f( # type: int\n a): pass",
    "def f(a) # type: int\n: pass",
    "def f(a, b=1, # type: int\n c, # type: int\n): pass",
    "class C: # type: int\n  pass",
    "if x: # type: int\n  pass",
    "while x: # type: int\n  pass",
    "try: # type: int\n  pass\nfinally: pass",
    "return x # type: int",
    "f'{a # type: int\n}'",
    "f'''{a # type: int\n}'''",
    "f'''{a = # type: int\n}'''",
    "lambda a, # type: int\n b: 1",
    "f(a, # type: int\n b)",
    "@a # type: int\ndef f(): pass",
    "if 1:\n # type: int\n y\n",
    "match x: # type: int\n case 1: pass",
    "match x:\n case 1: # type: int\n  pass",
    "type X = 1 # type: int",
    "import x # type: int",
    "  x = 1 # type: int",
]

ONE = [
    "x = 1 # type: int",
    "x = 1 # type:",
    "x = 1 # type: ",
    "x = 1 # type: int\n# type: str\n",
    "x = 1\n# type: int\n",
    "x\n# type: int\ny\n",
    "x # type: ignore",
    "# type: ignore\nx",
    "x # type: int",
    "for a in b: # type: int\n pass\n",
    "def f():\n # type: int\n pass\n",
]


def show(source, mode="exec"):
    print(repr(source))
    try:
        tree = ast.parse(source, mode=mode, type_comments=True)
    except SyntaxError as error:
        print("   ", type(error).__name__, error.args)
        return
    print("   ", ast.dump(tree))
    for node in ast.walk(tree):
        if getattr(node, "type_comment", None) is not None:
            place = node.lineno, node.col_offset, node.end_lineno, node.end_col_offset
            print("       ", type(node).__name__, repr(node.type_comment), place)
    plain, text = ast.parse(source, mode=mode), ast.unparse(tree)
    assert ast.unparse(plain) == ast.unparse(ast.parse(text)), text
    assert ast.unparse(ast.parse(text, type_comments=True)) == text, text


print("== good")
for source in GOOD:
    show(source)
print("== ignores")
for source in IGNORES:
    show(source)
print("== bad")
for source in BAD:
    show(source)
print("== one statement")
for source in ONE:
    show(source, "single")
print("== one expression")
for source in "x # type: ignore", "x # type:", "# type: ignore\nx", "x # type: int", "(x, # type: int\n y)", "# type: int":
    show(source, "eval")

print("== without the flag they are comments")
for source in GOOD + IGNORES + BAD:
    try:
        tree = ast.parse(source)
    except SyntaxError as error:
        print(repr(source), type(error).__name__, error.msg)
    else:
        assert "type_comment" not in ast.dump(tree), source
        assert "TypeIgnore" not in ast.dump(tree), source

print("== code")
flag = ast.PyCF_TYPE_COMMENTS
source = "x = 1 # type: int\ndef f(a, # type: int\n  b): # type: str\n  return a # type: ignore\n"
code = compile(source, "f", "exec", flag)
print(code.co_code == compile(source, "f", "exec").co_code)
try:
    compile("(# type: int\n1)", "f", "exec", flag)
except SyntaxError as error:
    print(error.args)
tree = ast.parse(source, type_comments=True)
space = {}
exec(compile(tree, "f", "exec"), space)
print(space["x"], space["f"](2, 3))

print("== trees of trees")
for flags in ast.PyCF_ONLY_AST, ast.PyCF_OPTIMIZED_AST:
    again = compile(tree, "f", "exec", flags)
    print(again is tree, ast.dump(again) == ast.dump(tree), again.type_ignores[0].tag == "")
print(ast.dump(compile("x = 1 + 2 # type: int", "f", "exec", ast.PyCF_OPTIMIZED_AST | flag)))


def at_one_place():
    """Comments of nodes that all claim to stand at the same place."""
    name = ast.Name("n", ast.Store())
    inner = ast.Assign([name], ast.Constant(1), "inner")
    bare = ast.Assign([name], ast.Constant(2))
    last = ast.Assign([name], ast.Constant(3), b"bytes")
    loop = ast.For(name, ast.Constant(()), [inner, bare], [last], "loop")
    default = ast.Lambda(ast.arguments([], [ast.arg("q", None, "of lambda")]), ast.Constant(4))
    args = ast.arguments([ast.arg("a", default, "of a")], [ast.arg("b")], ast.arg("c", None, "of c"))
    function = ast.FunctionDef("f", args, [loop, bare], type_comment="function")
    return ast.fix_missing_locations(ast.Module([function, last], [ast.TypeIgnore(7, "seven")]))


tree = at_one_place()
for flags in ast.PyCF_ONLY_AST, ast.PyCF_OPTIMIZED_AST:
    print(ast.dump(compile(tree, "f", "exec", flags)))
compile(tree, "f", "exec")
print(ast.unparse(tree))


class Text(str):
    pass


for wrong in 1, [], ast.Pass(), bytearray(b"x"), Text("x"):
    tree = ast.parse("x = 1")
    tree.body[0].type_comment = wrong
    for flags in 0, ast.PyCF_ONLY_AST:
        try:
            print(type(compile(tree, "f", "exec", flags)).__name__)
        except TypeError as error:
            print(error)
