# The globals of a running function are cleared and filled again; it goes on with what is there.
template = """
import builtins
def helper(x):
    return x + 1
def run(clear):
    space = globals()
    out = [helper(1), len("ab")]
    saved = dict(space)
    if clear:
        space.clear()
    try:
        out.append(helper(2))
    except NameError as e:
        out.append(str(e))
    out.append(len("abc"))
    space.update(saved)
    out.append(helper(3))
    space["helper"] = lambda x: "new"
    out.append(helper(4))
    space["helper"] = saved["helper"]
    out.append(helper(5))
    return out
"""
space = {}
exec(template, space)
run = space["run"]
print(run(False))
print(run(True))
print(run(True))
gen_space = {}
exec("""
def gen():
    while True:
        try:
            yield value, len("xy")
        except NameError as e:
            yield str(e)
value = 1
""", gen_space)
g = gen_space["gen"]()
print(next(g))
gen_space.clear()
print(next(g))
gen_space["value"] = 2
gen_space["len"] = lambda x: "own"
print(next(g))
