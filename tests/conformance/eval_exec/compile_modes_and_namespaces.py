# eval, exec and compile: modes, namespaces, and what a code object gives.
x = 1
print(eval("x + 1"), eval(" \t2"), eval("x", {"x": 5}), eval("x + y", {"x": 1}, {"y": 2}), eval(compile("3", "f", "eval")), exec("y = 2"), y, eval(b"4"))
ns = {}; exec("a = 1\ndef f(): return a", ns); print(ns["f"](), sorted(k for k in ns if k != "__builtins__"))
def f(v): exec("v = 9; w = 1"); return v, eval("v"), "w" in locals()
print(f(3)); c = compile("z = 5\nz + 1", "name.py", "exec"); exec(c); print(z, c.co_filename, c.co_name)
exec(compile("z + 1", "s", "single")); exec(compile("None", "s", "single")); eval(compile("'printed by single'", "s", "single"))
class Map:
    def __getitem__(self, k): return k * 2
    def __setitem__(self, k, v): print("set", k, v)
    def __delitem__(self, k): print("del", k)
exec("q = r; del s", {}, Map()); print(eval("abc", {}, Map()))
for a in (("1 +", "f", "eval"), ("x = 1", "f", "eval"), ("1; 2", "f", "single"), ("a = 1\nb = 2", "f", "single"), ("def f():\npass", "f", "exec"), ("", "f", "eval"), ("\0", "f", "exec"), ("if 1:\n  a\n b", "f", "exec"), ("\tif 1:\n  a", "f", "exec"), ("return", "f", "exec"), ("break", "f", "exec"), ("yield", "f", "exec"), ("'abc", "f", "exec"), ("(", "f", "exec"), (")", "f", "exec"), ("(]", "f", "exec"), ("a b", "f", "exec"), ("print 1", "f", "exec"), ("x = = 1", "f", "exec"), ("if x = 1: pass", "f", "exec"), ("else: pass", "f", "exec"), ("for x in y", "f", "exec"), ("a?b", "f", "exec"), ("1a", "f", "exec"), ("€", "f", "exec"), ("import a.b.", "f", "exec"), ("class", "f", "exec"), ("f(a b)", "f", "exec"), ("[1 2]", "f", "exec"), ("{1: 2, 3}", "f", "exec"), ("x = {'a': }", "f", "exec"), ("try: pass", "f", "exec"), ("continue", "f", "exec"), ("while 1:\n def f(): break", "f", "exec"), ("a, b", "f", "eval"), ("whille x: pass", "f", "exec"), ("else", "f", "eval"), ("elif x: pass", "f", "exec"), ("a = 1 if b", "f", "exec"), ("f(**a, b)", "f", "exec"), ("del 1", "f", "exec"), ("not", "f", "eval"), ("a.1", "f", "eval"), ("\\ x", "f", "exec"), ("x\\", "f", "exec")):
    try: compile(*a); print(a, "ok")
    except SyntaxError as e: print(repr(a[0]), "->", type(e).__name__, e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset)
    except ValueError as e: print(e)
