# `ast.parse(optimize=…)` and PyCF_OPTIMIZED_AST give the tree that CPython compiles; tools compare it with the tree as
# written. What the compiler folds later does not show in it.
import ast

SOURCE = '''
"module"
def plain():
    "doc"
def longer():
    "doc"
    return __debug__
class Kept:
    """class"""
    level = __debug__
async def texts(a, b):
    "x"
    return "%s and %r" % (a, b), "%s %%" % (a,), "%5d|%-3s" % (a, b), "%s" % a, "%s" % (a, b), "%(n)s" % (a,)
match value:
    case -1 | 2.5: pass
    case 1+2j: pass
    case {-2-3j: q}: pass
    case Kept(-1, a=-2.0): pass
if not __debug__:
    sums = 1 + 2, -1, not a in b, (1, 2)[0], "a" "b", x in [1, 2]
for i in [1, 2]:
    assert i, "never"
'''

plain = ast.parse(SOURCE)
for level in (-1, 0, 1, 2):
    tree = ast.parse(SOURCE, optimize=level)
    print(level, ast.dump(tree) == ast.dump(plain))
    print(ast.unparse(tree))
for level in (0, 1, 2):
    tree = compile(SOURCE, "<s>", "exec", ast.PyCF_OPTIMIZED_AST, optimize=level)
    again = compile(plain, "<s>", "exec", ast.PyCF_OPTIMIZED_AST, optimize=level)
    print(level, ast.dump(tree, include_attributes=True) == ast.dump(again, include_attributes=True), again is plain)
    code = compile(tree, "<s>", "exec", optimize=level)
    from_source = compile(SOURCE, "<s>", "exec", optimize=level)
    print(code.co_names == from_source.co_names, code.co_name, from_source.co_name)
print(ast.dump(compile("'%s' % (a,)", "", "eval", ast.PyCF_OPTIMIZED_AST), include_attributes=True))
print(ast.dump(ast.parse("def f():\n  'doc'\n", optimize=2), include_attributes=True))
print(ast.dump(compile("x = __debug__", "", "single", ast.PyCF_OPTIMIZED_AST, optimize=1)))

# A tree that is given is checked, and another one comes back.
marked = ast.parse("x = 1")
marked.mark = 1
same = compile(marked, "<s>", "exec", ast.PyCF_ONLY_AST)
print(same is marked, hasattr(same, "mark"), ast.dump(same))
for tree, mode in ((marked, "eval"), (ast.Module([ast.Expr(ast.Name("a"))], []), "exec"), (ast.Expression(3), "eval")):
    try:
        print(compile(tree, "<s>", mode, ast.PyCF_ONLY_AST))
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
print(hex(ast.PyCF_OPTIMIZED_AST), hex(ast.PyCF_ONLY_AST))
