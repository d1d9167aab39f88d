# float.hex and float.fromhex to the last bit: forms of text, rounding, subnormals, overflow.
def show(source, space=globals()):
    try: print(source, "->", repr(eval(source, space)))
    except Exception as e: print(source, "->", type(e).__name__, e)

class F(float):
    def __new__(cls, v): return super().__new__(cls, v)
for source in ("(1.0).hex()", "(-0.0).hex()", "(0.1).hex()", "5e-324.hex()", "2.2250738585072014e-308.hex()", "1.7976931348623157e308.hex()", "float('nan').hex()", "float('-inf').hex()",
    "float.fromhex('0x1p0')", "float.fromhex('1')", "float.fromhex(' -0X1.8P+1\\n')", "float.fromhex('.8')", "float.fromhex('0x.8p1')", "float.fromhex('0x1.p3')", "float.fromhex('inf')", "float.fromhex('-Infinity')", "float.fromhex('NaN')", "float.fromhex('+0x0p-99999')", "float.fromhex('0x1p-1074')", "float.fromhex('0x1p-1075')", "float.fromhex('0x1.8p-1075')", "float.fromhex('0x1.fffffffffffff8p0')", "float.fromhex('0x1.fffffffffffff7fp0')", "float.fromhex('0x1.00000000000008p0')", "float.fromhex('0x1.000000000000081p0')", "float.fromhex('0x1.fffffffffffff7p1023')", "float.fromhex('0x1.fffffffffffff8p1023')", "float.fromhex('0x1p1024')", "float.fromhex('0x1p99999999999999')", "float.fromhex('0x0p99999999999999')", "float.fromhex('')", "float.fromhex('0x')", "float.fromhex('0x.p1')", "float.fromhex('1 2')", "float.fromhex('0x1p')", "float.fromhex('0x1q3')", "float.fromhex('1_0')", "float.fromhex('\u0661')", "float.fromhex(5)", "float.fromhex('0x' + 'f' * 300)", "type(F.fromhex('0x1p1'))", "float.fromhex('infinit')", "float.fromhex('0x1.8p+ 1')"): show(source)
import random
r = random.Random(5)
print(all(float.fromhex(x.hex()) == x for x in (r.uniform(-1, 1) * 2.0 ** r.randint(-1070, 1020) for _ in range(300))))
for source in ("(0.5).as_integer_ratio()", "(-2.5).as_integer_ratio()", "5e-324.as_integer_ratio()[0]", "float('inf').as_integer_ratio()", "float('nan').as_integer_ratio()", "(3.0).is_integer()", "float('inf').is_integer()", "float.__getformat__('double')", "float.__getformat__('x')", "(2.0).from_number(3)", "float.from_number('3')", "float.from_number(True)", "F.from_number(2)", "(1.5).conjugate(), (1.5).real, (1.5).imag"): show(source)
