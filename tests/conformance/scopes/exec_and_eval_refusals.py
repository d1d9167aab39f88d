# What exec and eval say of namespaces that are no dicts or mappings, and of mappings that cannot do all.
class Only:
    def __getitem__(self, k): raise KeyError(k)
class D(dict): pass
for code in ("exec('del v', {}, Only())", "exec('v = 1', {}, Only())", "exec('1', 5)", "exec('1', {}, 5)", "exec('1', [])", "exec('1', D())", "exec('1', Only())", "eval('1', 5)", "eval('1', {}, 5)", "eval('1', Only())", "eval('1', [], {})", "eval(5)", "eval(None)", "exec(None)", "exec()", "eval()", "eval('1', {}, {}, {})", "exec('1', {}, {}, {})", "eval('1', g={})", "compile()", "compile('1')", "compile('1', 'f')", "compile('1', 'f', 'other')", "compile('1', 5, 'exec')", "compile(5, 'f', 'exec')", "compile('1', 'f', 'exec', 1 << 29)", "compile('1', 'f', 'exec', optimize=9)", "compile('1', b'f', 'exec').co_filename"):
    try: print(code, "->", eval(code))
    except Exception as e: print(code, "->", type(e).__name__, e)
