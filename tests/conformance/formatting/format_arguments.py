# str.format takes its arguments by position without keywords, and bytes are made of small numbers, as they do otherwise.
for f,a in (("{} {} {}",(1,2,3)),("{0}{1}{0}",("a","b")),("{x}",()),("{}",()),("{a.b}",()),("{:{}}",("x",5)),("{0:{1}}",("x",">5")),("{{}}",()),("{!r}",("q",)),("{0[0]}",([7],)),("{0.real}",(3,)),("{",()),("}",()),("{!x}",(1,)),("{:d}",("x",)),("{}{1}",(1,2)),("{1}{}",(1,2))):
    try: print(f.format(*a))
    except Exception as e: print(type(e).__name__,e)
print("{x} {0}".format(1,x=2),"{x}".format_map({"x":1}),str.format("{}",3))
for bad in (lambda: str.format(), lambda: str.format(5), lambda: bytes([256]), lambda: bytes([1,"a"]), lambda: bytes((1,2,-1)), lambda: bytes(["a"])):
    try: print(bad())
    except Exception as e: print(type(e).__name__,e)
print(bytes([1,2,255]),bytes((3,)),bytes([True,2]),bytes([]),bytearray([1,2]),b'a'<b'b',b'a'==b'a',b'a'!=b'ab',b'ab'>b'a',b'a'==bytearray(b'a'),b'a'<=b'')
