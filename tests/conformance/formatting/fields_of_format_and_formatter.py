# str.format, format_map and string.Formatter share a grammar of fields; numbering, nesting, attributes and their errors are what templates rely on.
import string


class Obj:
    a = {"k": [1, 2, {"x": "deep"}], 0: "int", "0x": "hex", "-1": "minus"}
    def __format__(self, spec): return f"Obj<{spec}>"
    def __repr__(self): return "Obj()"
    def __str__(self): return "obj"
    def __getitem__(self, key): return f"item {key!r}"


class Default(dict):
    def __missing__(self, key): return f"?{key}"


o = Obj()
cases = """
"{}{}{}".format(1, 2, 3), "{2}{0}{1}".format(1, 2, 3), "{0}{0}".format("a"), "{a}{b}{}".format(1, a=2, b=3), "{{}}{{{}}}".format(1)
"{0.a[k][2][x]} {0.a[0]} {0.a[-1]} {0.a[0x]} {0[k]} {0[5]} {0[]k]}".format(o) if 0 else "{0.a[k][2][x]} {0.a[0]} {0.a[-1]} {0.a[0x]} {0[k]} {0[5]} {0[a b]} {0[{]}".format(o)
"{!r} {!s} {!a} {} {:>5} {!r:>8} {!s:^7}".format(o, o, "é", o, o, o, o)
"{:{}} {:{}{}} {:{w}.{p}}".format(5, 3, 6, ">", 4, 1.23456, w=8, p=3)
"{0:{1}{2}} {3:{0}}".format(5, ">", 6, "x")
"{:{:{}}}".format(1, 2, 3)
"{} {0}".format(1)
"{0} {}".format(1)
"{:{0}}".format(1)
"{0:{}}".format(1, 2)
"{}".format()
"{1}".format(0)
"{a}".format()
"{a}".format(1)
"{0.b}".format(o)
"{0.a[zz]}".format(o)
"{0[x]}".format([1])
"{0[9]}".format([1])
"{0[-1]}".format([1])
"{".format()
"}".format()
"{!}".format(1)
"{!x}".format(1)
"{!rr}".format(1)
"{!r".format(1)
"{0!r:".format(1)
"{0[}".format([1])
"{0[]}".format([1])
"{0.}".format(1)
"{0..a}".format(1)
"{0[0]a}".format([1])
"{a.b-c}".format(a=1)
"{ }".format(1)
"{ a}".format(**{" a": 7}), "{a }".format(**{"a ": 8}), "{-1}".format(**{"-1": 9}), "{01}".format(1, 2), "{1_0}".format(**{"1_0": 3})
"{99999999999999999999}".format(1)
"{0[99999999999999999999]}".format([1])
"{:5}|{:>5}|{:^5}|{:05}|{:<05}".format("a", "b", "c", 4, 5)
"{:d}".format("x")
"{:s}".format(5)
"{:=5}".format("x")
"{:+}".format("x")
"{:,}".format("x")
"{:#}".format("x")
"{:05}".format("x"), "{:.2}".format("xyz"), "{:é^7.2s}".format("xyz")
"{:z}".format("x")
"{:5}".format(None)
"{:5}".format([1])
"{:}".format(None), "{:>6}".format(True), "{!s:>6}".format(None)
"{a} {b[x]}".format_map(Default(b={"x": 1})), "{a!r:>5}".format_map(Default())
"{}".format_map({})
"{0}".format_map({0: 1})
"{0}".format_map({"0": 1})
"{a}".format_map(1)
"{a.b}".format_map({"a": 1})
"x".format_map()
"{self} {args}".format(self=1, args=2)
string.Formatter().format("{0} {a} {} {!r:>5}", 1, a=2)
string.Formatter().format("{} {a!s:>4} {0.real}" if 0 else "{a!s:>4} {0.real}", 5, a=2)
string.Formatter().format("{a}")
string.Formatter().format("{}")
string.Formatter().vformat("{x} {0:{w}}", (3,), {"x": 1, "w": 5})
list(string.Formatter().parse("a{b!r:>{w}}c{{d}}{}{e.f[g]:}")), list(string.Formatter().parse("")), list(string.Formatter().parse("}}{{"))
list(string.Formatter().parse("{a"))
string.Formatter().get_field("0.a[k][0]", (o,), {}), string.Formatter().convert_field(5, "r"), string.Formatter().format_field(5, "03")
string.Formatter().convert_field(5, "z")
string.Formatter().get_value("k", (), {"k": 1}), string.Formatter().get_value(1, "ab", {}), string.Formatter().check_unused_args([], (), {})
"""
for source in cases.strip().splitlines():
    try:
        print(source, "->", repr(eval(source)))
    except Exception as e:
        print(source, "->", type(e).__name__, e)


class Strict(string.Formatter):
    def check_unused_args(self, used, args, kwargs):
        left = sorted({*range(len(args)), *kwargs} - used, key=str)
        if left: raise ValueError(f"unused {left}")
    def get_value(self, key, args, kwargs): return kwargs.get(key, f"no {key}") if isinstance(key, str) else super().get_value(key, args, kwargs)
    def convert_field(self, value, conversion): return value.upper() if conversion == "u" else super().convert_field(value, conversion)


for t, a, k in (("{a!u} {b}", (), {"a": "x"}), ("{0}", (1, 2), {"z": 1}), ("{:{}}", (1, 5), {}), ("{0:{q}}", ("s",), {})):
    try: print(repr(Strict().format(t, *a, **k)))
    except Exception as e: print(type(e).__name__, e)
