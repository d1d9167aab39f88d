# Contexts: settings, signals, the current one, and what subclasses of Decimal see of operators.
import contextvars
import copy
import pickle
from decimal import *


def show(what, *args, **kwargs):
    try:
        print(repr(what(*args, **kwargs)))
    except Exception as error:
        print(type(error).__name__, error)


print(DefaultContext, BasicContext, ExtendedContext, getcontext(), sep="\n")
for settings in [dict(prec=0), dict(prec="x"), dict(Emin=1), dict(Emax=-1), dict(rounding="up"), dict(capitals=2), dict(clamp=-1),
                 dict(traps=[Inexact], flags=[Rounded]), dict(traps={}), dict(traps=[ValueError]), dict(flags=3)]:
    show(Context, **settings)
context = Context(prec=5, traps=[Overflow])
for name, value in [("prec", 7), ("Emax", 3), ("nothing", 1), ("rounding", ROUND_UP), ("traps", {}), ("flags", None)]:
    show(setattr, context, name, value)
show(delattr, context, "prec")
show(getattr, context, "other")
print(context, context.Etiny(), context.Etop())
print(context.flags is context.flags, context.traps == context.flags, len(context.flags), list(context.flags) == list(context.traps))
context.flags[Inexact] = 1
print(context.flags.copy() == context.flags, context.flags.get(Rounded), sorted(s.__name__ for s, on in context.flags.items() if on))
show(context.flags.__getitem__, ValueError)
show(context.flags.__delitem__, Inexact)
for other in (copy.copy(context), pickle.loads(pickle.dumps(context)), context.copy()):
    print(other == context, repr(other) == repr(context), other.flags == context.flags)
context.clear_flags()
context.clear_traps()
print(context)

outer = getcontext()
with localcontext() as inner:
    inner.prec = 4
    print(inner is getcontext(), inner is outer, Decimal(2) / 3)
    with localcontext(prec=2, rounding=ROUND_UP):
        print(Decimal(2) / 3, getcontext())
    print(Decimal(2) / 3)
print(getcontext() is outer, Decimal(2) / 3)
show(localcontext, 5)
show(setcontext, None)
setcontext(ExtendedContext)
print(getcontext() is ExtendedContext, Decimal(1) / 0, getcontext().flags[DivisionByZero])
setcontext(outer)


def inside():
    getcontext().prec = 3
    setcontext(Context(prec=2))
    return Decimal(1) / 7


print(contextvars.copy_context().run(inside), Decimal(1) / 7)
print(contextvars.Context().run(lambda: getcontext().prec))
outer.prec = 28
print(IEEEContext(32), IEEEContext(128))
for error in (InvalidOperation, FloatOperation, DivisionByZero, Overflow, Underflow, Subnormal, Inexact, Rounded, Clamped,
              ConversionSyntax, DivisionImpossible, DivisionUndefined, InvalidContext):
    print(error, [c.__name__ for c in error.__mro__])
for expression in ["Decimal(1) / 0", "Decimal(0) / 0", "Decimal('inf') - Decimal('inf')", "Decimal('1e999999') * 10", "Decimal('sNaN') + 1",
                   "Decimal(-1).sqrt()", "Decimal(0) ** 0", "Decimal('1e40') // 3", "Decimal(5) % 0", "divmod(Decimal(5), 0)", "Decimal(-2) ** Decimal('.5')",
                   "Decimal('1e9').quantize(Decimal('1e-30'))", "Decimal(1) + 'x'", "'x' + Decimal(1)", "Decimal(1) + 1.5", "Decimal(1).max('x')",
                   "Decimal(1).exp(3)", "pow(Decimal(7), 5, 3)", "pow(Decimal(7), -5, 3)", "2 ** Decimal(3)", "5 - Decimal(2)", "7 // Decimal(2)",
                   "7 % Decimal(4)", "divmod(17, Decimal(5))", "True + Decimal(1)", "10**30 * Decimal(2)", "+Decimal('-0')", "-Decimal(0)", "abs(Decimal('-0'))"]:
    show(eval, expression)


class Money(Decimal):
    def __new__(cls, value):
        self = super().__new__(cls, value)
        self.note = "made"
        return self

    def __add__(self, other):
        return "add"

    __radd__ = __add__

    def __eq__(self, other):
        return "eq"

    def __hash__(self):
        return 7


m = Money("2.50")
print(m, m.note, repr(m), type(m * 2), m + 1, 1 + m, Decimal(1) + m, m == 3, Decimal(3) == m, hash(m), type(m.copy_abs()), Money.from_float(0.5).note)
print(type(Decimal(m)), type(Money(Decimal(1))), copy.copy(m) is m, pickle.loads(pickle.dumps(m)).note)
total = Decimal(0)
for i in range(1, 2000):
    total += Decimal(i) / 7
    total = total * 3 - i
    total = total.quantize(Decimal("0.0001")) % 1000
print(total, sum([Decimal("0.1")] * 10), max(Decimal(3), 2), sorted([Decimal(2), 1, Decimal("1.5")]))
