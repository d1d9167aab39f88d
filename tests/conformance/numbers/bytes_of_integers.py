# int.to_bytes and from_bytes: every form of argument, both orders, signs and what does not fit.
def show(source, space=globals()):
    try: print(source, "->", repr(eval(source, space)))
    except Exception as e: print(source, "->", type(e).__name__, e)

class I:
    def __init__(self, v): self.v = v
    def __index__(self): return self.v
class B:
    def __bytes__(self): return b"\x01\x02"
class Bad:
    def __bytes__(self): return 5
class J(int):
    def __new__(cls, v=0): print("  new", v); return super().__new__(cls, v)
for source in ("(5).to_bytes()", "(5).to_bytes(2)", "(5).to_bytes(2, 'little')", "(5).to_bytes(byteorder='little', length=3)", "(256).to_bytes()", "(-1).to_bytes()", "(-1).to_bytes(2, signed=True)", "(128).to_bytes(1, signed=True)", "(-128).to_bytes(1, signed=True)", "(-129).to_bytes(1, signed=True)", "(0).to_bytes(0)", "(1).to_bytes(0)", "(0).to_bytes(-1)", "(1).to_bytes(2, 'middle')", "(1).to_bytes(2, 5)", "(1).to_bytes('2')", "(1).to_bytes(2, 'big', True)", "(1).to_bytes(I(2))", "(2**64 - 1).to_bytes(8, 'little')", "(2**70).to_bytes(9)", "(-2**70).to_bytes(9, 'little', signed=True)", "True.to_bytes(2)",
    "int.from_bytes(b'')", "int.from_bytes(b'\x01\x02')", "int.from_bytes(b'\x01\x02', 'little')", "int.from_bytes(b'\xff', signed=True)", "int.from_bytes(b'\xff\x00', 'little', signed=True)", "int.from_bytes([1, 2, 3])", "int.from_bytes((300,))", "int.from_bytes(['a'])", "int.from_bytes('ab')", "int.from_bytes(5)", "int.from_bytes(B())", "int.from_bytes(Bad())", "int.from_bytes(memoryview(b'abcd')[::2])", "int.from_bytes(bytearray(b'\x80'), signed=1)", "int.from_bytes(bytes=b'a', byteorder='big')", "int.from_bytes(b'a', 'x')", "int.from_bytes(b'\x01' * 20)", "int.from_bytes(b'\xfe' + b'\xff' * 9, signed=True)", "type(J.from_bytes(b'\x07'))", "bool.from_bytes(b'\x00')", "bool.from_bytes(b'\x05')", "int.from_bytes()"): show(source)
