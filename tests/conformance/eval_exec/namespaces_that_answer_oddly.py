# exec and eval over mappings that compute, refuse or record; builtins given as dict, module or nothing; and what compile's flags and modes change.
import ast, types, builtins, collections
log = []
class Rec(dict):
    def __getitem__(self, k): log.append("g" + k); return dict.__getitem__(self, k)
    def __setitem__(self, k, v): log.append("s" + k); dict.__setitem__(self, k, v)
    def __delitem__(self, k): log.append("d" + k); dict.__delitem__(self, k)
    def __missing__(self, k):
        if k.startswith("made"): return k
        raise KeyError(k)
def attempt(what, f):
    try: r = f()
    except BaseException as e: r = f"{type(e).__name__}: {e}"
    print(what, "=", r, "|", " ".join(log)); log.clear()
attempt("locals rec", lambda: exec("x = 1; y = x + 1; del x; z = len; made_up; def_ = [q for q in 'a']; global g; g = 5", {}, Rec()))
attempt("eval rec", lambda: eval("a + made_b", {}, Rec(a="a")))
attempt("globals subclass", lambda: eval("a", Rec(a=1)))
attempt("function in locals", lambda: exec("def f(): return made_c\nf()", {}, Rec()))
attempt("class in locals", lambda: exec("class K:\n  v = made_v\nw = K.v", {}, Rec()))
attempt("import into locals", lambda: exec("import os.path as p; from sys import path as q", {}, Rec()))
attempt("for and with", lambda: exec("for i in 'a': pass\ntry: 1/0\nexcept Exception as e: pass", {}, Rec()))
attempt("walrus", lambda: exec("[(w := i) for i in 'ab']; print(w)", {}, Rec()))
attempt("ChainMap", lambda: eval("a + b", {}, collections.ChainMap({"a": 1}, {"b": 2})))
attempt("UserDict", lambda: exec("a = b + 1; print(a)", {}, collections.UserDict(b=1)))
attempt("mappingproxy", lambda: exec("a = 1", {}, types.MappingProxyType({}))); attempt("proxy read", lambda: eval("a", {}, types.MappingProxyType({"a": 1})))
attempt("defaultdict", lambda: eval("nothing", {}, collections.defaultdict(lambda: "default"))); attempt("globals default", lambda: eval("nothing", collections.defaultdict(lambda: "default")))
for g, l in ((None, None), (None, {}), ({}, None), ([], None), ({}, []), ({}, 5), (5, {}), ("x", None), (types.SimpleNamespace(), None)):
    attempt(f"eval {type(g).__name__} {type(l).__name__}", lambda: eval("1 + 1", g, l)); attempt("exec", lambda: exec("pass", g, l))
attempt("kw", lambda: eval("x", globals={"x": 1}, locals={"x": 2})); attempt("exec kw", lambda: exec("print(x)", globals={"x": 1})); attempt("too many", lambda: eval("1", {}, {}, {})); attempt("none", lambda: eval()); attempt("wrong", lambda: eval(5)); attempt("exec wrong", lambda: exec(None)); attempt("eval exec code", lambda: eval(compile("x = 5", "s", "exec"), n := {})); attempt("exec eval code", lambda: exec(compile("1 + 1", "s", "eval")))
for b in ({}, {"len": lambda x: "mine"}, builtins, None, 5, types.ModuleType("b"), {"__import__": lambda *a: "imported", "__build_class__": lambda *a: "built"}, {"print": print, "NameError": ValueError}):
    attempt(f"builtins {type(b).__name__}", lambda: [attempt(c, lambda: exec(c, {"__builtins__": b, "log": log})) for c in ("len('ab')", "import q; log.append(str(q))", "class K: pass\nlog.append(str(K))", "nope", "[i for i in 'a']", "def f(): return len\nlog.append(str(f()('a')))", "assert 0", "print", "log.append(str(__debug__))")] and None)
g = {}; exec("1", g); print(list(g), g["__builtins__"] is builtins.__dict__ or type(g["__builtins__"]).__name__)
g = {"__builtins__": {"x": "from builtins"}}; print(eval("x", g), eval("(lambda: x)()", g), len(g)); g["x"] = "global"; print(eval("x", g)); del g["x"]; print(eval("x", g))
for src, mode in (("1\n", "eval"), (" 1", "eval"), ("1;", "eval"), ("\n1", "eval"), ("1\\\n+2", "eval"), ("x=1", "single"), ("1", "single"), ("None", "single"), ("1;2", "single"), ("x = 1\n\n", "single"), ("if 1:\n  3\n", "single"), ("[1]", "bad"), ("", "exec"), ("", "single"), ("", "eval"), (b"'\xc3\xa9'", "eval"), (b"# coding: latin-1\n'\xe9'", "exec"), ("# coding: nope\n1", "exec"), (b"# coding: nope\n1", "exec"), (b"\xef\xbb\xbf1", "eval"), ("1\0", "eval"), (b"\xff", "exec"), ("'\ud800'", "eval"), (5, "exec"), (bytearray(b"1"), "eval")):
    def go():
        c = compile(src, "<f>", mode)
        return eval(c, {})
    attempt(f"{src!r:.30} {mode}", go)
attempt("flags", lambda: compile("1", "f", "exec", 1 << 30)); attempt("negative", lambda: compile("1", "f", "exec", -1)); attempt("optimize", lambda: [eval(compile("__debug__", "f", "eval", 0, True, o)) for o in (-1, 0, 1, 2)]); attempt("bad optimize", lambda: compile("1", "f", "exec", optimize=5)); attempt("assert off", lambda: exec(compile("assert 0", "f", "exec", optimize=1))); attempt("doc off", lambda: (exec(compile("def f(): 'doc'", "f", "exec", optimize=2), n := {}), n["f"].__doc__)[1]); attempt("filename", lambda: compile("1", b"bytes", "exec").co_filename); attempt("bad filename", lambda: compile("1", 5, "exec")); attempt("no mode", lambda: compile("1", "f")); attempt("kw", lambda: compile(source="1", filename="f", mode="eval").co_filename)
attempt("await", lambda: compile("await x", "f", "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT).co_flags & 128);
import __future__
attempt("future flag", lambda: (exec(compile("def f(a: nope): pass", "f", "exec", __future__.annotations.compiler_flag), n := {}), n["f"].__annotations__)[1]); attempt("inherit", lambda: compile("x: nope", "f", "exec", 0, dont_inherit=True).co_flags & __future__.annotations.compiler_flag)
