# Every operation on operands of many sizes: results and signals are those of the specification.
from decimal import *

seed = 12345


def rand(n):
    global seed
    seed = (seed * 6364136223846793005 + 1442695040888963407) % 2**64
    return (seed >> 33) % n


def number():
    kind = rand(20)
    if kind == 0:
        return Decimal(["NaN", "sNaN", "Infinity", "-Infinity", "0", "-0", "0E+3", "-0E-5", "NaN12"][rand(9)])
    digits = "".join(str(rand(10)) for _ in range(1 + rand([3, 10, 25, 45, 80][rand(5)])))
    if kind == 1:
        digits = "1" + "0" * rand(30)
    if kind == 2:
        digits = "9" * (1 + rand(40))
    exponent = rand(60) - 40 if rand(4) else rand(2000) - 1000
    return Decimal(f"{'-' if rand(2) else ''}{digits}E{exponent}")


def show(operation, *operands):
    try:
        result = operation(*operands)
    except Exception as error:
        result = f"{type(error).__name__} {error}"
    return result


roundings = [ROUND_UP, ROUND_DOWN, ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_05UP]
unary = "abs minus plus normalize to_integral_value to_integral_exact sqrt logb next_minus next_plus number_class".split()
binary = """add subtract multiply divide divide_int remainder remainder_near compare compare_signal compare_total
compare_total_mag max min max_mag min_mag quantize same_quantum copy_sign next_toward divmod""".split()
transcendental = "exp ln log10".split()

for round in range(90):
    context = Context(
        prec=[1, 3, 9, 16, 19, 28, 38, 60][rand(8)],
        rounding=roundings[rand(8)],
        Emin=-[5, 20, 400, 999999][rand(4)],
        Emax=[5, 20, 400, 999999][rand(4)],
        clamp=rand(2),
        traps=[],
    )
    a, b, c = number(), number(), number()
    print(round, context.prec, context.rounding, a, b, c)
    with localcontext(context) as inner:
        for name in unary:
            inner.clear_flags()
            print(" ", name, show(getattr(inner, name), a), [s.__name__ for s in inner.flags if inner.flags[s]])
        for name in binary:
            inner.clear_flags()
            print(" ", name, show(getattr(inner, name), a, b), [s.__name__ for s in inner.flags if inner.flags[s]])
        inner.clear_flags()
        print("  fma", show(inner.fma, a, b, c), inner.flags == context.flags)
        inner.clear_flags()
        print("  ops", show(lambda: a + b), show(lambda: a - b), show(lambda: a * b), show(lambda: a / b), show(lambda: -a))
        print("  flags", [s.__name__ for s in inner.flags if inner.flags[s]])
        print("  order", show(lambda: a == b), show(lambda: a < b), show(lambda: a >= b))
        print("  text", a.to_eng_string(), inner.create_decimal(a), repr(b))
        if round % 3 == 0 and context.Emax > 5:
            for name in transcendental:
                x = a.scaleb(-a.adjusted() + rand(4) - 2) if a.is_finite() and a.adjusted() < 900 else a
                inner.clear_flags()
                print(" ", name, show(getattr(inner, name), x), [s.__name__ for s in inner.flags if inner.flags[s]])
            base, exponent = Decimal(rand(100)).scaleb(-rand(3)), Decimal(rand(40) - 20)
            inner.clear_flags()
            print("  power", show(inner.power, base, exponent), show(inner.power, base, exponent / 8))
            print("  flags", [s.__name__ for s in inner.flags if inner.flags[s]])
