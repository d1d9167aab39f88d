# Bases that no class may have, and bases that a class may not change to.
class A: pass
class B: pass
for source in ("class X(None): pass", "class X(...): pass", "class X('a'): pass", "class X(memoryview): pass", "class X(type(len)): pass", "class X(type(iter([]))): pass", "class X(type({}.keys())): pass", "class X(type((i for i in ()))): pass", "class X(type(A.__dict__)): pass", "class X(type(lambda: 0)): pass", "class X(type(list[int])): pass; print('ok')", "class X(type(int | str)): pass", "class X(type(A().__init__)): pass", "class X(type(NotImplemented)): pass", "class X(property): pass; print('ok')", "class X(classmethod): pass; print('ok')", "class X(super): pass; print('ok')", "class X(map): pass; print('ok')", "class X(enumerate): pass; print('ok')", "class X(type(print)): pass", "class X(__import__('types').CodeType): pass", "class X(__import__('types').FrameType): pass", "class X(__import__('types').ModuleType): pass; print('ok')", "class X(__import__('types').SimpleNamespace): pass; print('ok')", "A.__bases__ = (int,)", "B.__bases__ = (A,)", "A.__bases__ = (A,)"):
    try: exec(source)
    except TypeError as e: print(source, "->", e)
class C(A): pass
for bases in ((B,), (A, B), (A, A), (C,), (dict,), (object,)):
    try: C.__bases__ = bases; print(C.__mro__)
    except TypeError as e: print(e)
