# `feature_version` makes errors of what Python has only since then.

import ast

SOURCES = r'''
(a:=1)
[a:=1 for a in b]
x: int
x: int = 3
(x): int = 3
x.y: int = 3
x[0]: int
x: int =
a @ b
a @= b
a @ b @ c
-a @ b ** c
async def f(): pass
async def f(): await x
def f(): await x
await(x)
async def f():\n  async for a in b: pass
async def f():\n  async with b: pass
async def f():\n  async with (b, c): pass
async def f():\n  [a async for a in b]
async def f():\n  [a for a in b if await c]
with (a, b): pass
with (a as b, c): pass
with a as b, c: pass
match x:\n  case 1: pass
match x:\n  case 1\n
match x:\n  case 1_0: pass
match x:\n  case -1_0 + 1_0j: pass
match = x
try: pass\nexcept* a: pass
try: pass\nexcept a: pass
try: pass\nexcept a, b: pass
try: pass\nexcept (a, b): pass
try: pass\nexcept* a, b: pass
type X = int
type X[T] = int
def f[T](): pass
class A[T]: pass
class A[T=int]: pass
def f[T: int](): pass
def f[*T](): pass
def f[**T=int](): pass
def f[*T=*int](): pass
def f(a, /): pass
def f(a=1, /): pass
def f(a, /, b, *, c): pass
lambda a, /: 1
lambda a=1, /: 1
1_000
0x_ff
1_0.0_1
x = 1_0 1
f'{a!r:{b}}'
f'{(a:=1)}'
f'{1_0}'
t'a'
t'{a}'
't'
async = 1
@(a:=b)\ndef f(): pass
x[a:=1]
{a:=1}
f(a:=1)
if a:=1: pass
while x: y: int
(a:=1) (
(a:=1)\n'abc
x = (a:=1) +
(a.b:=1)
class A:\n async def f(self): pass\n x: int\n
def f(a, *b, c=1, **d): yield from x
print >>f, x
print x
nonlocal x; u''
'''


def parse(source, version, mode="exec"):
    try:
        ast.parse(source, mode=mode, feature_version=version)
        return "fine"
    except SyntaxError as error:
        return type(error).__name__, error.args


for line in SOURCES.strip().split("\n"):
    source = line.replace("\\n", "\n")
    last = None
    for minor in range(16, 2, -1):
        found = parse(source, (3, minor))
        if found != last:
            print(repr(source), minor, found)
        last = found

print(parse("(a := 1)", (3, 7), "eval"))
print(parse("(a := 1)", (3, 7), "single"))
print(parse("x = 1_0\n", (3, 5), "single"))
print(parse("(a @ b) -> c", (3, 4), "func_type"))
print(parse("a" + " + a" * 500, (3, 4)))

for version in (2, 7), (3,), (3, 1, 2), 3, 7, -5, 0, "a", (3, "x"), None:
    try:
        print(version, ast.dump(ast.parse("(x := 1)", feature_version=version)))
    except (SyntaxError, ValueError, TypeError) as error:
        print(version, type(error).__name__, error.args[0])

for flags, version in (0, 7), (ast.PyCF_ONLY_AST, 7), (ast.PyCF_ONLY_AST, -2), (ast.PyCF_ONLY_AST, 1000):
    try:
        print(type(compile("(a := 1)", "f", "exec", flags, _feature_version=version)).__name__)
    except SyntaxError as error:
        print(error.args)

for name in "flags", "optimize", "_feature_version":
    for value in 2**31, -(2**40), 2**70, 1.5:
        try:
            compile("x", "f", "exec", **{name: value})
        except (OverflowError, TypeError) as error:
            print(name, type(error).__name__, error)
