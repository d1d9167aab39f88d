# PEP 701: same quotes, backslashes, comments and newlines inside the fields.
name = "w"
d = {"a": {"b": 1}}
print(f"{d["a"]["b"]} {f"{f"{name}"}"} {'\n'.join(["x", "y"])!r}")
print(f"{
    name  # comment with } and "
    + "!"
}")
print(f"{name!r:>{5 + 1}}|{3.14159:.{2}f}|{{}}|{{{name}}}|{name:{'*'}^{7}}")
print(f"{'a' if name else 'b'} {(lambda x: x * 2)(3)} {[i for i in range(3)]} { {1: 2}[1] }")
print(f"{name=} {name = } {1+1=} {name=!s} {name=:>4} {d['a']=}", f'{len("abc"):03d}', f"{1!r:^5}|")
print(rf"\d{name}\n", fr'{"\n"}', F"{1}" f"{2}" "3{}", f"" "" f"{''}")
print(f"{1:{2}}|{1:>{2}{'d'}}|{10:#x}|{-5:+}|{1_000:,}|{True:d}|{None}|{'x':5}|")
print(f'''{
1
}''', f"{(x := 5)} {x}", f"{x:=5}|", f"{x!s:=>4}", f"{3 != 4}", f"{'a' 'b'}", f"{*[1], 2}", f"{lambda_ if (lambda_ := 1) else 0}")
def g():
    y = f"{yield}"
    print(y)
it = g(); next(it)
try: it.send("sent")
except StopIteration: pass
