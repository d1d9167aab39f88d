# Type parameters as objects: attributes of their own, classes that nobody derives from, parts of a ParamSpec, pickling.
import pickle, types, typing

for make in (typing.TypeVar, typing.ParamSpec, typing.TypeVarTuple):
    t = make("T")
    t.mark = 1
    print(t.mark, hasattr(t, "__dict__"), t.__module__)
    t.__module__ = "elsewhere"
    print(t.__module__)
    del t.mark
    try:
        t.mark
    except AttributeError as e:
        print(e)
    try:
        del t.mark
    except AttributeError as e:
        print(e)

def generic[T, **P, *Ts](): pass
for t in generic.__type_params__:
    t.mark = [t]
    print(t.mark)

for t in (type, object, int):
    try: print(t.__annotations__)
    except AttributeError as e: print(e)
    try: print(t.__annotate__)
    except AttributeError as e: print(e)
class M(type):
    o: type
print(typing.get_type_hints(M), M.__annotations__)
print(type(typing.NoDefault).__doc__)
P, Q = typing.ParamSpec("P"), typing.ParamSpec("Q")
print(P.args == P.args, P.args != P.args, P.args == Q.args, P.args == P.kwargs, P.args == 1)
try: print(hash(P.args) == hash(P.args))
except TypeError as e: print(e)
for t in (typing.TypeVar, typing.ParamSpec, typing.TypeVarTuple, type(P.args), type(P.kwargs), types.GenericAlias):
    try:
        class X(t): pass
        print("made", t)
    except TypeError as e: print(e)
    try:
        class X(t("x")): pass
        print("made")
    except TypeError as e: print(e)
T = typing.TypeVar("T")
class G(typing.Generic[T]):
    def __init__(self): self.x = 1
import __main__; __main__.G = G
print([pickle.loads(pickle.dumps(G(), p)).x for p in range(6)], bool(typing.Generic.__flags__ & 512), G().__reduce__()[0].__name__)
