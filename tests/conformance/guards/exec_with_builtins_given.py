# exec and eval take builtins from their globals: a dict, a module, or what is put there.
import builtins

source = """
def f():
    return len("abc"), [i for i in range(2)]
try:
    result = f()
except Exception as e:
    result = type(e).__name__ + ": " + e.args[0]
"""


def run(space):
    exec(source, space)
    return space["result"]


print(run({}))
print(run({"__builtins__": builtins}))
mine = {**vars(builtins), "len": lambda x: "mine"}
print(run({"__builtins__": mine}))
del mine["range"]
print(run({"__builtins__": mine}))
print(run({"__builtins__": {"Exception": Exception, "type": type}}))
space = {"len": lambda x: "global first"}
print(run(space), "__builtins__" in space)
space = {"__builtins__": mine}
exec("def g(): return len('x')", space)
g = space["g"]
print(g())
mine["len"] = lambda x: "changed later"
print(g())
del mine["len"]
try:
    g()
except NameError as e:
    print(e)
space["__builtins__"] = builtins
try:
    print("builtins are resolved when the function is made:", g())
except NameError as e:
    print("builtins are resolved when the function is made:", e)
print(eval("len('abcd')", {"__builtins__": {"len": lambda x: "eval"}}), eval("len('abcd')"))
