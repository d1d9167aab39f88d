# Error messages of malformed f-strings.
for src in ('f"{}"', 'f"{ }"', 'f"{a"', 'f"}"', 'f"{a!x}"', 'f"{a!}"', 'f"{a b}"', 'f"{a:{b:{c}}}"', 'f"{a!r }"', 'f"{!r}"', 'f"{=}"', 'f"{a!rr}"', 'f"{lambda x: 1}"', 'f"{a +}"', "f'{a", 'f"{a}}"', 'f"{*a}"', 'f"{a["b]}"', 'b"" f""', 'f"{a:}"', 'f"{:x}"', 'f"{;}"', 'f"{a $ b}"', 'f"{a:{}}"', 'fb"x"', 'f"{a! r}"'):
    try:
        compile(src, "<t>", "eval")
        print(src, "ok")
    except SyntaxError as e:
        print(src, "->", e.msg)
