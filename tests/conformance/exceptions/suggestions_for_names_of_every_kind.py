# "Did you mean" for names in every scope, attributes of every kind of object, imports, keywords written wrongly and self forgotten: and where nothing is suggested.
import traceback, sys, types, re
def said(f):
    try: f() if callable(f) else exec(f, {"__name__": "m"})
    except Exception as e: return re.sub(r" \(/.*?\)", "", traceback.format_exception_only(e)[-1].strip())
    return "nothing"
glob_value = 1; another_global = 2
def names():
    local_value = 1
    def closure(): return local_valu
    def cls():
        class K:
            class_value = 1
            class_valu
    def comp(): return [item_value for itme_value in "a"]
    def param(parameter): return parametr
    def deleted():
        some_thing = 1; del some_thing; return some_thing
    def unbound():
        print(early_bird); early_bird = 1
    def unbound2(): prnt
    def g1(): return glob_valeu
    def g2(): return Another_Global
    def g3(): return anotherglobal
    def g4(): return qqqq
    def g5(): return x1
    def g6(): return lenn([])
    def g7(): return pint(1)
    def g8(): return tim.time()
    def g9(): return sus
    def g10(): return math.pi
    def g11(): return os
    def g12(): return collections.abc
    def g13(): return json
    def g14(): return asynci
    def g15(): return Sys
    def g16(): return TRUE, true
    def g17(): return none
    def g18(): return _glob_value
    def g19(): return glob_value_
    def g20(): del glob_valu
    def g21(): local = 1; return lambda: locl
    return [f for n, f in locals().items() if callable(f)]
for f in names():
    print(f.__name__, said((lambda f=f: f(1)) if f.__name__ == "param" else f().__call__ if f.__name__ == "g21" else f))
class Thing:
    attribute = 1; _private = 2; __mangled = 3; UPPER = 4
    def __init__(self): self.instance_value = 1
    def method_name(self): return methd_name()
    def uses_self(self): return instance_value
    def uses_self2(self): return attribute
    def uses_close(self): return instance_valu
    @classmethod
    def klass(cls): return attribute
    @property
    def prop(self): return self.instnce_value
class Slots: __slots__ = ("first_slot", "second")
class Dir:
    def __dir__(self): return ["custom_name", 5]
class BadDir:
    def __dir__(self): raise OSError
class Get:
    real_name = 1
    def __getattr__(self, n): raise AttributeError(n)
class Get2:
    real_name = 1
    def __getattr__(self, n): raise AttributeError("own words", name=n, obj=self)
class Wrapper:
    def __init__(self): self.inner = Thing(); self.wrapped_list = [1]
t = Thing()
for code in ("t.attribut", "t.atribute", "t.Attribute", "t.private", "t._privat", "t.mangled", "t.__mangled", "t.upper", "t.instance_vale", "t.methodname", "t.method_name()", "t.uses_self()", "t.uses_self2()", "t.uses_close()", "t.klass()", "t.prop", "t.zzz", "t.a", "Thing.attribut", "Thing.instance_valu", "Slots().first_slo", "Slots().first_slot", "Dir().custom_nam", "BadDir().x", "Get().real_nam", "Get2().real_nam", "Wrapper().attribute", "Wrapper().append", "Wrapper().method_name", "Wrapper().instance_value", "[].appendd", "[].add", "[].push", "[].length", "''.startwith", "''.to_upper", "''.toUpperCase", "{}.add", "{}.has_key", "set().append", "().append", "(1).bit_lenght", "1.0.is_int", "None.foo", "None.__clas__", "int.bit_lenght", "sys.exti", "sys.path_hook", "types.FuncType", "len.__nam__", "(lambda: 0).__cod__", "t.method_name.__func", "setattr(t, 'x', 1) or t.xx", "delattr(t, 'instance_valu')", "delattr(t, 'attribute')", "setattr(Slots(), 'first_slo', 1)", "setattr(1, 'real', 2)", "setattr(1, 'reall', 2)", "getattr(t, 'attribut')", "getattr(t, 'x' * 800)", "super(Thing, t).attribut", "(i for i in []).sendd", "b''.decod", "object().__slot__", "type(t).__nmae__", "Exception().arg", "OSError().errn", "slice(1).star", "range(1).stat", "property().fgett", "t.attribute.rel", "(1+2j).image", "float.from_hex", "dict.fromkey", "frozenset().union_", "memoryview(b'').to_list", "bytearray().appen"):
    print(code, "|", said(lambda: eval(code, globals())))
for src in ("import maths", "import sis", "import jsn", "import os.pth", "import collections.abd", "from math import pie", "from math import sqr", "from math import nothing_like_it", "from os import pathh", "from collections import OrderDict", "from collections import ordereddict", "from sys import versoin", "import xml.dmo", "from json import load_s", "from json.decoder import JSONDecode", "import socketx", "from . import x", "from .. import x", "import asyncio.taskss", "import zlibb", "from typing import Option, Lst", "import importlib.machinry", "from os.path import joinn as j", "import this_is_nothing_at_all", "import time.sleep", "import math.pi", "from math.pi import x"):
    print(src, "|", said(src))
for src in ("whille True:\n  pass", "fro x in y:\n  pass", "defi f():\n  pass", "clas A:\n  pass", "retrun 1", "def f():\n  retrun 1", "imporrt os", "form os import path", "from os imprt path", "ifx:\n  pass", "iff x:\n  pass", "if x:\n  pass\nesle:\n  pass", "if x:\n  pass\nelseif y:\n  pass", "if x:\n  pass\nelsif y:\n  pass", "tyr:\n  x\nexcept: pass", "try:\n  x\nexept: pass", "try:\n  x\nfinaly: pass", "wiht a as b: pass", "asynch def f(): pass", "lamda x: x", "x = lamda: 1", "a adn b", "a orr b", "nto a", "x iss y", "x inn y", "for x inn y: pass", "raize E", "asert x", "yeild 1", "def f():\n  yeild 1", "glob x", "golbal x", "brek x", "del_ x", "async def f():\n  awiat x", "matchh x:\n case 1: pass", "match x:\n caes 1: pass", "import os sa o", "with a sa b: pass", "x = 1 if y esle 2", "[x fro x in y]", "[x for x ni y]", "[x for x in y fi z]", "print x", "Flase x", "x = Ture y", "while True\n  pass", "classs A(B):\n  x = 1"):
    print(repr(src), "|", said(lambda: compile(src, "s", "exec")))
