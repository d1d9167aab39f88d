# assert: when its parts are evaluated, what the exception carries, how it is traced, with AssertionError shadowed or replaced, under optimisation, and which forms warn.
import builtins, warnings, traceback
log = []
def t(x, r=True): log.append(x); return r
def attempt(src, **env):
    try: exec(src, {"t": t, **env}); r = "passes"
    except BaseException as e: r = f"{type(e).__name__}{e.args} {e.__cause__} {e.__context__ and type(e.__context__).__name__}"
    print(repr(src), r, log); log.clear()
class Bool:
    def __init__(self, v): self.v = v
    def __bool__(self): log.append("bool"); return self.v
class Len:
    def __len__(self): log.append("len"); return 0
class Bad:
    def __bool__(self): raise OSError("bool")
for src in ("assert t('a')", "assert t('a', 0)", "assert t('a'), t('m')", "assert t('a', 0), t('m', 'text')", "assert t('a', 0), t('m', None)", "assert t('a', 0), (t('m', 1), 2)", "assert t('a', 0), ValueError('v')", "assert t('a', 0), ValueError", "assert t('a', 0), 1 / 0", "assert 1 / 0, t('never')", "assert t('a', 0) or t('b', [])", "assert t('a') and t('b', '')", "assert not t('a')", "assert t('a', 1) < t('b', 1)", "assert t('a', 1) < t('b', 2) < t('c', 0), 'chain'", "assert Bool(1)", "assert Bool(0)", "assert Len(), 'len'", "assert Bad()", "assert None", "assert 0.0, 0", "assert [], []", "assert lambda: 0", "assert (x := 0), x", "assert (x := 5), y", "assert t('a', 0) if t('c') else t('b')", "assert [i for i in () if i], 'comp'", "assert all(i for i in (1, 0)), 'all'", "assert f'', f'{1 + 1}'", "assert '' 'x'", "assert ...", "assert {}, {**{'a': 1}}", "assert __debug__", "assert not __debug__, 'd'", "try:\n 1 / 0\nexcept Exception:\n assert 0, 'in handler'", "def f():\n assert (yield), 'sent'\ng = f(); next(g); g.send(0)", "class C: assert 0, 'class'", "for i in (1, 0): assert i, i", "assert 0,\\\n 'continued'", "assert (\n 0\n), (\n 'lines'\n)", "AssertionError = ValueError\nassert 0, 'global name'", "def f():\n AssertionError = KeyError\n assert 0, 'local name'\nf()", "assert 0, b'bytes'", "assert 0, 'a' + 'b'", "assert 0; t('never')", "assert 1; t('after')"): attempt(src, Bool=Bool, Len=Len, Bad=Bad)
old = builtins.AssertionError
class Mine(Exception): pass
builtins.AssertionError = Mine
try: attempt("assert 0, 'replaced in builtins'"); attempt("raise AssertionError('by name')")
finally: builtins.AssertionError = old
attempt("assert 0, 'own builtins'", __builtins__={}); attempt("assert 0", __builtins__={"AssertionError": Mine})
for o in (0, 1, 2):
    for src in ("assert 0, 'never'", "assert t('effect', 0)", "assert (x := 1)", "def f():\n assert (yield)\n return 1", "if not __debug__: t('optimized')", "assert nope"):
        ns = {"t": t}
        try: exec(compile(src, "s", "exec", optimize=o), ns); r = "passes"
        except (AssertionError, NameError) as e: r = repr(e)
        print(o, repr(src), r, "x" in ns, ns["f"].__code__.co_flags & 32 if "f" in ns else "", log); log.clear()
for src in ("assert (1, 'm')", "assert (x, 'm')", "assert ()", "assert (x,)", "assert (x)", "assert (x), 'm'", "assert [x, 'm']", "assert 'text'", "assert x, ()", "assert (x, y), z", "assert *x", "assert *x,", "assert", "assert x,", "assert x, y, z", "assert x = 1", "assert x, y = 1", "assert x := 1", "assert x, y := 1", "assert x if y", "assert (x for x in y)", "assert x for x in y", "assert yield", "assert (yield)", "assert await x", "assert lambda: x, y", "assert not x, not y", "assert(x)", "assert(x), y", "assert\\\n x", "x = assert y", "assert x; assert y", "assert x assert y", "assert pass", "if assert x: pass", "assert: x", "assert x: y", "assert.x", "assert()", "asssert x"):
    with warnings.catch_warnings(record=True) as w:
        warnings.simplefilter("always")
        try: compile(src, "s", "exec"); r = "compiles"
        except SyntaxError as e: r = f"{e.msg} {e.offset} {e.end_offset}"
    print(repr(src), r, *[(x.category.__name__, str(x.message)) for x in w])
def deep():
    x = 1
    assert (x ==
            2), "spread"
try: deep()
except AssertionError as e: print("".join(traceback.format_exception(e)[1:]), e.__traceback__.tb_next.tb_lineno - deep.__code__.co_firstlineno)
