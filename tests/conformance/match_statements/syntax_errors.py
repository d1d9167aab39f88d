# Errors of patterns found by the compiler.
for body in ("case x: pass\n case y: pass", "case _: pass\n case 1: pass", "case x | 1: pass", "case (1 | x) | 2: pass", "case [a, a]: pass", "case [*a, *b]: pass", "case {**r, 'a': 1}: pass", "case {'a': 1, 'a': 2}: pass", "case {x: 1}: pass", "case A(x=1, x=2): pass", "case A(x=1, 2): pass", "case 1 + 2: pass", "case -x: pass", "case f'x': pass", "case a.b | c: pass", "case 1 as _: pass", "case 1 as a.b: pass", "case {**_}: pass", "case *a: pass", "case *a,: pass", "case a as a: pass", "case x if True: pass\n case y: pass", "case 'a' 'b': pass", "case 1 | 2 as n: pass", "case {-1: a, 1j: b, 'x' 'y': c}: pass", "case A(B(c), d=e): pass", "case (): pass", "case [(a), (b)]: pass", "case 3 - 4j: pass", "case 4j + 3: pass", "case 1 | (2 as x): pass", "pass"):
    src = "match v:\n " + body
    try: compile(src, "<t>", "exec"); print("ok", body)
    except SyntaxError as e: print(body.replace("\n", "|"), "->", e.msg)
