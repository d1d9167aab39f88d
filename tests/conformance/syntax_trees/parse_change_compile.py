# Trees are objects that programs read, change and compile; what no source could say is refused with CPython's words.
import ast

tree = ast.parse("x = 1 + u'a'[0]\nfor i in range(3): print(f'{i!r:>{w}}')\n")
print(ast.dump(tree, include_attributes=True, indent=1))
print(repr(tree))
print(ast.Name._fields, ast.Name._field_types, ast.Name.__doc__, ast.expr._attributes)


class Double(ast.NodeTransformer):
    def visit_Constant(self, node):
        return ast.copy_location(ast.Constant(node.value * 2), node)


doubled = ast.fix_missing_locations(Double().visit(ast.parse("[1, 2, 'ab']", mode="eval")))
print(eval(compile(doubled, "<tree>", "eval")), ast.unparse(doubled))
same = ast.Name("a").__replace__(id="b")
print(ast.dump(same), same.ctx is ast.Name("c").ctx, ast.Call(same).args)


def refused(node, mode="exec"):
    try:
        compile(node, "<tree>", mode)
    except (TypeError, ValueError, SyntaxError, RecursionError) as error:
        print(type(error).__name__, str(error).replace(hex(id(node)), "…"))


def module(*body):
    return ast.fix_missing_locations(ast.Module(list(body)))


refused(module(ast.If(ast.Constant(True), [], [])))
refused(module(ast.Assign([], ast.Constant(1))))
refused(module(ast.Assign([ast.Name("a")], ast.Constant(1))))
refused(module(ast.Expr(ast.Name("None"))))
refused(module(ast.Expr(ast.Constant([]))))
refused(module(ast.Expr(None)))
refused(module(ast.Delete([ast.Constant(1)])))
refused(module(ast.Expr(ast.Compare(ast.Constant(1), [], []))))
refused(module(ast.Raise(None, ast.Constant(1))))
refused(module(ast.Try([ast.Pass()], [], [], [])))
refused(module(ast.Expr(ast.Dict([ast.Constant(1)], []))))
refused(ast.Module([ast.Pass()]))
refused(ast.Expression(ast.Constant(1)))
refused(ast.Expression(5), "eval")
refused(ast.Interactive("no list"), "single")
