# The module ast: visitors, transformers, walking, places of every node kind, dumps with options, comparison, literal_eval's limits and nodes built wrongly.
import ast, warnings
warnings.simplefilter("error")
src = "@d\nclass C[T](B, k=1):\n    x: int = (yield_ := 5)\n    async def f(self, a, /, b=1, *c, d=2, **e) -> 'r':\n        async with x as y, z: await g(*a, **k)\n        return [i async for i in j if i][1:2, ...]\nmatch x:\n    case {'a': [1, *r], **q} | P(k=None) as n if n: pass\ntry: pass\nexcept* E as e: raise A from b\nfinally: del u, v\nfor i, in j: break\nelse: lambda *a, b: f'{a!r:>{w}}' t'{x=}'\n".replace("f'{a!r:>{w}}' t'{x=}'", "f'{a!r:>{w}}'")
tree = ast.parse(src)
for n in ast.walk(tree):
    if hasattr(n, "lineno"): print(type(n).__name__, n.lineno, n.col_offset, n.end_lineno, n.end_col_offset, repr(ast.get_source_segment(src, n))[:40])
class V(ast.NodeVisitor):
    def __init__(self): self.seen = []
    def visit_Name(self, n): self.seen.append(n.id)
    def visit_Constant(self, n): self.seen.append(n.value)
    def visit_ClassDef(self, n): self.seen.append("class"); self.generic_visit(n)
v = V(); v.visit(tree); print(v.seen)
class Tr(ast.NodeTransformer):
    def visit_Constant(self, n): return ast.copy_location(ast.Constant(n.value * 2), n) if isinstance(n.value, int) else n
    def visit_Pass(self, n): return None
    def visit_Assert(self, n): return [ast.Expr(n.test), ast.Expr(ast.Constant("was assert"))]
new = ast.fix_missing_locations(Tr().visit(ast.parse("x = 1 + 2\nif x: pass; y = 3\nassert x"))); print(ast.unparse(new)); exec(compile(new, "s", "exec"), ns := {}); print(ns["x"], ns["y"])
print(ast.dump(ast.parse("f(a, *b, c=1)", mode="eval"), indent=1)); print(ast.dump(ast.parse("x = 1"), annotate_fields=False)); print(ast.dump(ast.parse("x"), include_attributes=True)); print(ast.dump(ast.parse("def f(): pass"), show_empty=True))
print(ast.compare(ast.parse("x + 1"), ast.parse("x+1")), ast.compare(ast.parse("x"), ast.parse("y")), ast.compare(ast.parse("x"), ast.parse("(x)"), compare_attributes=True))
for s in ("1", "-1", "+1", "1 + 2j", "1 - 2j", "1j + 1", "1 + 1", "[1, (2, 'a'), {3: b'x'}, {4}]", "set()", "frozenset()", "None", "True", "...", "'a' 'b'", "f'a'", "x", "x()", "[*a]", "{**a}", "-'a'", "--1", "1 if 1 else 2", "", " 1", "\t[1]", "1\n", "1;", "lambda: 1", "{1: 2, 3}", "not 1", "~1", "{}", "dict()", "(1,)", "1,", "-1 + 2j", "-1 - -2j", "1_000", "0x10", "'\\x41'"):
    try: print(repr(s), ast.literal_eval(s))
    except (ValueError, SyntaxError, TypeError) as e: print(repr(s), type(e).__name__, str(e).split(" at 0x")[0])
for f in (lambda: ast.Name(), lambda: ast.Name("x"), lambda: ast.Name("x", ast.Load(), 3), lambda: ast.Name("x", id="y"), lambda: ast.Name("x", nope=1), lambda: ast.Constant(1).kind, lambda: ast.Module().body, lambda: ast.FunctionDef("f").args, lambda: ast.Call(ast.Name("f")).keywords, lambda: ast.Name("x").ctx, lambda: ast.Constant(), lambda: ast.expr(), lambda: ast.AST(1), lambda: ast.Name._fields, lambda: ast.Name._field_types, lambda: ast.Name.__match_args__, lambda: ast.expr._attributes, lambda: ast.Add() is ast.Add(), lambda: repr(ast.Constant(1)), lambda: ast.Try.__doc__, lambda: isinstance(ast.Constant(1), ast.expr), lambda: ast.Num, lambda: ast.get_docstring(ast.parse("'''  a\n   b\n'''")), lambda: ast.get_docstring(ast.parse("1")), lambda: ast.get_docstring(ast.Constant(1)), lambda: ast.increment_lineno(ast.parse("x\ny"), 5).body[1].lineno, lambda: list(ast.iter_fields(ast.Name("x", ast.Load())))[0], lambda: list(ast.iter_child_nodes(ast.parse("x = y").body[0])), lambda: ast.unparse(ast.Name("x y")), lambda: ast.unparse(ast.BinOp(ast.Name("a"), ast.Add(), ast.BinOp(ast.Name("b"), ast.Sub(), ast.Name("c")))), lambda: ast.unparse(ast.Constant(1e400)), lambda: ast.unparse(ast.Constant((1, 2j, None, ...))), lambda: ast.unparse(5), lambda: compile(ast.parse("x"), "s", "eval"), lambda: compile(ast.Expression(ast.Constant(5)), "s", "eval"), lambda: compile(ast.Module([ast.Expr(ast.Name("None", ast.Load(), lineno=1, col_offset=0), lineno=1, col_offset=0)], []), "s", "exec"), lambda: compile(ast.Module([ast.Pass()], []), "s", "exec"), lambda: compile(ast.Module([5], []), "s", "exec"), lambda: compile(ast.Module(5, []), "s", "exec"), lambda: compile(ast.Module([ast.Pass(lineno=2, col_offset=0, end_lineno=1)], []), "s", "exec"), lambda: compile(ast.Module([ast.Pass(lineno="a", col_offset=0)], []), "s", "exec")):
    try: r = f(); print(r if isinstance(r, (str, int, tuple, list, dict, type(None))) and "0x" not in str(r) else type(r).__name__)
    except Exception as e: print(type(e).__name__, str(e).split(" at 0x")[0])
import copy, pickle
c = copy.deepcopy(tree); print(ast.dump(c) == ast.dump(tree), ast.dump(pickle.loads(pickle.dumps(tree))) == ast.dump(tree), copy.replace(ast.Name("x", ast.Load()), id="y").id)
class Mine(ast.Name):
    _fields = ("id", "extra"); extra = None
m = Mine("a", 5); print(m.id, m.extra, ast.dump(m), ast.unparse(m))
