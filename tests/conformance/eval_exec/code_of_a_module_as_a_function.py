# A function made of a module's code keeps its names in its globals; with top-level await it is a coroutine function.
def t(f):
    try:
        print(repr(f()))
    except BaseException as e:
        print(type(e).__name__, e)

import ast
import asyncio
import types
from inspect import CO_COROUTINE

space = {}
f = types.FunctionType(compile("x = 1\ndef q(): return x\ny = q()\ndel x\nz: int = 3\nprint(sorted(locals())[-3:])", "?", "exec"), space)
t(lambda: f())
print(sorted(n for n in space if n != "__builtins__"))
t(lambda: types.FunctionType(compile("x", "?", "eval"), {"x": 5})())
t(lambda: types.FunctionType(compile("nothing", "?", "eval"), {})())
t(lambda: types.FunctionType(compile("del nothing", "?", "exec"), {})())
t(lambda: types.FunctionType(compile("class A: pass\nimport os.path as p\nfrom os import *", "?", "exec"), space)())
print("A" in space, "p" in space, "getcwd" in space)


async def arange(n):
    for i in range(n):
        yield i


for source in (
    "a = await asyncio.sleep(0, result=1)", "async def f():\n    return 1\na = await f()", "a = [x async for x in arange(2)][1]",
    "async with asyncio.Lock() as l:\n    a = 1", "async for i in arange(1):\n    a = 1",
    "a = (x async for x in arange(2))\na = await a.__anext__() + 1",
):
    code = compile(source, "?", "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
    print(bool(code.co_flags & CO_COROUTINE))
    space = {"asyncio": asyncio, "a": 0, "arange": arange}
    asyncio.run(types.FunctionType(code, space)())
    print(space["a"])
    space = {"asyncio": asyncio, "a": 0, "arange": arange}
    asyncio.run(eval(code, space))
    print(space["a"])
