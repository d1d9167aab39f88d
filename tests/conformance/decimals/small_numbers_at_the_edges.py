# Operators on coefficients of one word take a shorter way when the result fits the context as it is: results that just
# fit, that have a digit too many, that leave the word, and exponents at the ends of the range must not tell.
from decimal import *
import hashlib
import itertools

context = getcontext()
for signal in context.traps:
    context.traps[signal] = False

COEFFICIENTS = (0, 1, 5, 9, 10, 99, 10**9 - 1, 10**9, 2**32, 10**18, 10**19 - 1, 10**19, 2**63, 2**64 - 1, 2**64, 10**20)
EXPONENTS = (-40, -20, -19, -1, 0, 1, 19, 20, 39)


def shown(make):
    context.clear_flags()
    result = make()
    flags = [signal.__name__ for signal, raised in context.flags.items() if raised]
    return f"{result!r} {flags}"


numbers = [Decimal(sign + str(c)).scaleb(e, Context(prec=60)) for c, e, sign in itertools.product(COEFFICIENTS, EXPONENTS, ("", "-"))]
settings = itertools.product((1, 9, 19, 20, 28), ((-383, 384), (-40, 40), (-19, 59)), (0, 1))
for (prec, (emin, emax), clamp), rounding in zip(settings, itertools.cycle((ROUND_HALF_EVEN, ROUND_FLOOR, ROUND_UP, ROUND_05UP))):
    context.prec, context.Emin, context.Emax, context.clamp, context.rounding = prec, emin, emax, clamp, rounding
    lines = []
    for i, a in enumerate(numbers):
        for b in numbers[i % 61 :: 61]:
            lines.append(shown(lambda: a + b))
            lines.append(shown(lambda: a - b))
            lines.append(shown(lambda: a * b))
            lines.append(shown(lambda: a.quantize(b)))
            lines.append(shown(lambda: (a < b, a == b, a >= b, a != b)))
        for n in (0, 7, -(10**9), 2**48 - 1, 2**48, 2**70):
            lines.append(shown(lambda: a + n))
            lines.append(shown(lambda: n - a))
            lines.append(shown(lambda: n * a))
            lines.append(shown(lambda: (n < a, n == a)))
    print(prec, emin, emax, clamp, rounding, hashlib.sha256("\n".join(lines).encode()).hexdigest())


# The method of a subclass on either side is still asked.
class Loud(Decimal):
    def __add__(self, other):
        return "add"

    def __radd__(self, other):
        return "radd"

    def __eq__(self, other):
        return "eq"

    __hash__ = Decimal.__hash__


for a, b in ((Loud(1), Decimal(2)), (Decimal(2), Loud(1)), (Loud(1), 2), (2, Loud(1))):
    print(a + b, a == b, a - b, a != b)
total = Decimal(1)
total += Loud(3)
print(total)
try:
    Decimal(1) + "x"
except TypeError as error:
    print(error)
try:
    Decimal(1) < 1j
except TypeError as error:
    print(error)
print(Decimal(1) == 1.0, Decimal(1) == "1", Decimal(3) ** 2, 7 // Decimal(2), Decimal(7) % 4)
