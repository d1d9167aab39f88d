# `ast.parse` in the mode `func_type` reads what a type comment says of a function.

import ast

for source in [
    "() -> int", "(int) -> int", "(int, str)->x", "(*int, **str)->x", "(int, *a)->x", "(int, *a, **b)->x", "(int, **b)->x",
    "(**a)->x", "(*a)->x", "(a)->b\n\n", "(a)->b\n# c\n", "\n(a)->b", "(a,\n b)->c", "( # type: ignore\n)->b",
    "() -> List[int]", "(int) -> lambda: 3", "(a if b else c, (d, e)) -> (f := g)",
    "(int,)->x", "(**b,*a)->x", "(*a,)->b", "(a,*b,c)->d", "(*a, *b)->c", "(**a, b)->c", "(,)->b",
    "(a:=1)->b", "(a for a in b)->d", "(a=1)->b", "(a b)->c", "(a)->b, c", "(a)->*b", "(a)->(yield)",
    "(a)", "->", "", "()->", "x", " (a)->b", "(a)->b;", "(a)->b\nc", "(a)->(b", "(a", "(a)->)", "(a)->'b",
    "(a)->b # type: c", "(a, # type: b\n c)->d",
]:
    for comments in False, True:
        try:
            tree = ast.parse(source, mode="func_type", type_comments=comments)
        except SyntaxError as error:
            print(repr(source), comments, type(error).__name__, error.args)
        else:
            print(repr(source), comments, ast.dump(tree, include_attributes=comments))
            if not tree.argtypes:
                print("   ", ast.unparse(tree))

tree = ast.parse("(int, *str, **bytes) -> x", mode="func_type")
print(ast.unparse(tree), tree._fields, isinstance(tree, ast.mod))
print(ast.dump(compile(b"(int) -> 1 + 2", "f", "func_type", ast.PyCF_OPTIMIZED_AST)))
for mode in "exec", "eval", "single":
    for flags in 0, ast.PyCF_ONLY_AST:
        try:
            compile(tree, "f", mode, flags)
        except TypeError as error:
            print(error)
for flags in 0, ast.PyCF_TYPE_COMMENTS:
    try:
        compile("() -> int", "f", "func_type", flags)
    except ValueError as error:
        print(error)
