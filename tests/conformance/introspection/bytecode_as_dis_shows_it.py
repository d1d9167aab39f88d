# The module dis as a tool: what does not depend on the rewrites of a compiler: stack effects, line starts, jump labels, flags, code_info, and refusals.
import dis, io, types, opcode
def f(a, b=1, *c, d, **e):
    """doc"""
    x = [a for _ in c]
    def g(): return x
    return g
info = dis.code_info(f)
print([l for l in info.splitlines() if not l.startswith(("Filename", "Stack size", "Constants", "   ", "Names"))][:8])
for op in ("NOP", "POP_TOP", "LOAD_FAST", "STORE_FAST", "BINARY_OP", "RETURN_VALUE", "BUILD_LIST", "CALL", "FOR_ITER", "POP_JUMP_IF_FALSE", "UNPACK_SEQUENCE", "SWAP", "COPY", "LOAD_ATTR", "RAISE_VARARGS"):
    n = dis.opmap[op]; has = n in dis.hasarg
    for kw in ({}, {"jump": True}, {"jump": False}):
        try: print(op, has, kw, dis.stack_effect(n, 3 if has else None, **kw))
        except ValueError as e: print(op, kw, e)
for args in ((dis.opmap["NOP"], 5), (dis.opmap["LOAD_FAST"],), (9999,), (-1,), ("x",)):
    try: print(dis.stack_effect(*args))
    except Exception as e: print(type(e).__name__, e)
print(len(dis.opname) >= 256, dis.opname[dis.opmap["RESUME"]], dis.cmp_op, dis.hasfree and all(isinstance(i, int) for i in dis.hasfree), "JUMP_FORWARD" in [dis.opname[i] for i in dis.hasjrel], dis.hasjabs, dis.EXTENDED_ARG == dis.opmap["EXTENDED_ARG"], sorted(set(dis.COMPILER_FLAG_NAMES.values()))[:4], opcode.opmap is dis.opmap or opcode.opmap == dis.opmap)
print(dis.pretty_flags(3), dis.pretty_flags(0), dis.pretty_flags(1 << 30), dis.pretty_flags(0x20 | 0x80))
src = "x = 1\nif x:\n    y = 2\n\nfor i in x:\n    z = i\n"
code = compile(src, "<s>", "exec")
print([l for _, l in dis.findlinestarts(code) if l], sorted({i.positions.lineno for i in dis.get_instructions(code) if i.positions and i.positions.lineno}), all(isinstance(l, int) for l in dis.findlabels(code.co_code)))
b = dis.Bytecode("a + b"); print(type(b).__name__, b.codeobj.co_name, b.first_line, [i.argval for i in b if i.opname == "LOAD_NAME"], [i.argrepr for i in b if i.opname == "BINARY_OP"], "a + b" in str(b.info()) or b.info().splitlines()[0])
ins = next(i for i in dis.get_instructions(code) if i.opname == "STORE_NAME"); print(ins.opname, ins.argval, ins.argrepr, ins.arg, ins.is_jump_target, ins.line_number, ins.starts_line, ins.jump_target, ins.baseopname, ins.positions.lineno, ins._fields[:4], type(ins).__name__)
out = io.StringIO(); dis.dis("del x", file=out); print([l.split()[-2:] for l in out.getvalue().splitlines() if "DELETE" in l])
for x in (5, None, object(), [], types.SimpleNamespace()):
    try: dis.dis(x) if x is not None else dis.distb()
    except Exception as e: print(type(e).__name__, str(e).split(" at 0x")[0])
for x in ("x =", "def"):
    try: dis.dis(x)
    except SyntaxError as e: print(e.msg)
class K:
    def m(self): return 1
    @staticmethod
    def s(): return 2
    @classmethod
    def c(cls): return 3
    n = 5
out = io.StringIO(); dis.dis(K, file=out); print([l for l in out.getvalue().splitlines() if l.startswith(("Dis", "Sorry"))])
def gen(): yield
async def co(): pass
for x in (f, f.__code__, K().m, gen(), (lambda: 0), "x", co): print(dis.code_info(x).splitlines()[0], [l for l in dis.code_info(x).splitlines() if l.startswith("Flags")])
out = io.StringIO(); dis.show_code(gen, file=out); print(out.getvalue().splitlines()[2:5])
try: dis.code_info(5)
except TypeError as e: print(e)
print([c.co_name for c in f.__code__.co_consts if isinstance(c, types.CodeType)], f.__code__.co_cellvars, f.__code__.co_varnames[:5], dis.findlinestarts.__name__, list(dis._unpack_opargs(b"")) if hasattr(dis, "_unpack_opargs") else [])
