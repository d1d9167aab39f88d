# Cells of functions can be read, emptied and swapped; code of another number of free variables is refused.
def show(source, space=globals()):
    try: print(source, "->", repr(eval(source, space)))
    except Exception as e: print(source, "->", type(e).__name__, e)

import types
def outer(a, b=2):
    def inner(): return a, b
    def one(): return a
    def none(): return "none"
    return inner, one, none
inner, one, none = outer(1)
for source in ("inner.__closure__[0].cell_contents", "len(none.__closure__ or ())", "none.__closure__", "inner.__code__.co_freevars", "setattr(inner, '__code__', one.__code__)", "setattr(none, '__code__', inner.__code__)", "setattr(inner, '__closure__', None)", "setattr(inner, '__code__', 5)", "delattr(inner, '__code__')", "types.FunctionType(inner.__code__, {})", "types.FunctionType(inner.__code__, {}, 'f', (), (types.CellType(5), types.CellType(6)))()", "types.FunctionType(inner.__code__, {}, closure=(1, 2))", "types.FunctionType(inner.__code__, {}, closure=(types.CellType(),))", "types.FunctionType(none.__code__, {}, closure=())()", "types.FunctionType(none.__code__, {}, closure=(types.CellType(),))", "types.CellType().cell_contents", "types.CellType(1) == types.CellType(1)", "types.CellType(1) < types.CellType(2)", "types.CellType() < types.CellType(2)", "types.CellType(1) == 1", "hash(types.CellType(1))", "types.CellType(1, 2)"): show(source)
c = inner.__closure__[0]; c.cell_contents = [9]; print(inner(), one())
del c.cell_contents
show("inner()"); show("one()"); show("c.cell_contents"); show("repr(c).startswith('<cell at 0x') and repr(c).endswith(': empty>')")
def rebind():
    x = 1
    def get(): return x
    def set(v): nonlocal x; x = v
    def drop(): nonlocal x; del x
    return get, set, drop
get, put, drop = rebind(); put(5); print(get()); drop(); show("get()"); show("drop()"); put(6); print(get(), get.__closure__[0] is put.__closure__[0])
one.__code__ = (lambda v: lambda: (v, "new"))(0).__code__; show("one()")
show("exec(inner.__code__)"); show("exec(inner.__code__, {}, closure=(types.CellType(1), types.CellType(2)))"); show("exec(inner.__code__, closure=(1, 2))"); show("exec('1', closure=(types.CellType(),))"); show("eval(inner.__code__)")
