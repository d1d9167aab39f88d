# __builtins__ may be a mapping of any kind: it is asked for names; what is none is a TypeError then.
def t(f):
    try:
        print(repr(f()))
    except BaseException as e:
        print(type(e).__name__, e)

import types

proxy = types.MappingProxyType


class Mapping:
    def __init__(self, names):
        self.names = names

    def __getitem__(self, key):
        print("asked for", key)
        return self.names[key]


for source in ("1", "len", "a", "[a for _ in (1,)]", "(lambda: a)()", "b"):
    for make in (proxy, Mapping, dict):
        t(lambda: eval(source, {"__builtins__": make({"a": 12})}))
    t(lambda: eval(source, {"__builtins__": 123}))
for source in ("class A: pass", "def f(): return a\nf()", "import foo.bar", "import sys", "print('hello')"):
    for make in (proxy, Mapping, dict):
        t(lambda: exec(source, {"__builtins__": make({"a": 12})}))
    t(lambda: exec(source, {"__builtins__": 123}))
ns = {"__builtins__": proxy({"__import__": lambda *args: args[0]})}
exec("import foo.bar", ns)
print(ns["foo"])
f = types.FunctionType((lambda: a).__code__, {"__builtins__": proxy({"a": 3})})
t(lambda: f())
print(type(f.__builtins__))
safe = {"FunctionType": types.FunctionType, "code": (lambda s: len(s)).__code__, "len": lambda s: "safe"}
ns = {"__builtins__": safe}
exec("made = FunctionType(code, {})\nanswer = made('abc')", ns)
print(ns["made"].__builtins__ is safe, ns["answer"], types.FunctionType((lambda s: len(s)).__code__, {})("abc"))
