# Polynomials with exact coefficients: every operator, mixed kinds, formatting, hashing, ordering, calling, slicing.
import functools
import itertools
import math
from fractions import Fraction
from numbers import Rational


@functools.total_ordering
class Polynomial:
    __slots__ = ('coefficients', '__weakref__')
    __match_args__ = ('coefficients',)

    def __init__(self, *coefficients):
        parts = list(coefficients)
        while parts and not parts[-1]:
            parts.pop()
        self.coefficients = tuple(parts)

    @classmethod
    def of(cls, value):
        if isinstance(value, cls):
            return value
        if isinstance(value, Rational):
            return cls(value)
        return NotImplemented

    @property
    def degree(self):
        return len(self.coefficients) - 1 if self else -math.inf

    def __bool__(self):
        return bool(self.coefficients)

    def __len__(self):
        return len(self.coefficients)

    def __iter__(self):
        return iter(self.coefficients)

    def __getitem__(self, power):
        if isinstance(power, slice):
            return type(self)(*self.coefficients[power])
        return self.coefficients[power] if 0 <= power < len(self) else 0

    def __call__(self, x):
        return functools.reduce(lambda sum, c: sum * x + c, reversed(self.coefficients), 0)

    def __eq__(self, other):
        other = self.of(other)
        return other if other is NotImplemented else self.coefficients == other.coefficients

    def __lt__(self, other):
        other = self.of(other)
        if other is NotImplemented:
            return other
        return (self.degree, self.coefficients[::-1]) < (other.degree, other.coefficients[::-1])

    def __hash__(self):
        return hash(self.coefficients[0] if len(self) == 1 else self.coefficients)

    def __neg__(self):
        return type(self)(*(-c for c in self))

    def __pos__(self):
        return self

    def __abs__(self):
        return self if not self or self[len(self) - 1] > 0 else -self

    def __invert__(self):
        """The derivative."""
        return type(self)(*(power * c for power, c in enumerate(self) if power))

    def __add__(self, other):
        other = self.of(other)
        if other is NotImplemented:
            return other
        return type(self)(*map(sum, itertools.zip_longest(self, other, fillvalue=0)))

    __radd__ = __add__

    def __sub__(self, other):
        other = self.of(other)
        return other if other is NotImplemented else self + -other

    def __rsub__(self, other):
        return -self + other

    def __mul__(self, other):
        other = self.of(other)
        if other is NotImplemented:
            return other
        parts = [0] * (len(self) + len(other))
        for (i, a), (j, b) in itertools.product(enumerate(self), enumerate(other)):
            parts[i + j] += a * b
        return type(self)(*parts)

    __rmul__ = __mul__

    def __divmod__(self, other):
        other = self.of(other)
        if other is NotImplemented:
            return other
        if not other:
            raise ZeroDivisionError('polynomial divided by zero')
        quotient, rest = type(self)(), self
        while rest.degree >= other.degree:
            power, c = len(rest) - len(other), Fraction(rest[len(rest) - 1], other[len(other) - 1])
            term = type(self)(*[0] * power, int(c) if c.denominator == 1 else c)
            quotient, rest = quotient + term, rest - term * other
        return quotient, rest

    def __floordiv__(self, other):
        both = divmod(self, other)
        return both[0]

    def __mod__(self, other):
        return divmod(self, other)[1]

    def __pow__(self, power, modulus=None):
        if not isinstance(power, int) or power < 0:
            return NotImplemented
        result = type(self)(1)
        for bit in bin(power)[2:]:
            result = result * result * (self if bit == '1' else 1)
            if modulus is not None:
                result %= modulus
        return result

    def __lshift__(self, powers):
        return type(self)(*[0] * powers, *self)

    def __matmul__(self, other):
        """Composition."""
        return self(other) if isinstance(other, type(self)) else NotImplemented

    def __imatmul__(self, other):
        print('in place')
        return self @ other

    def __contains__(self, root):
        return self(root) == 0

    def __format__(self, spec):
        name = spec or 'x'
        shown = []
        for power, c in reversed(list(enumerate(self))):
            if c:
                factor = '' if abs(c) == 1 and power else str(abs(c))
                unit = {0: '', 1: name}.get(power, f'{name}^{power}')
                shown.append(('-' if c < 0 else '+', factor + unit))
        text = ' '.join(f'{sign} {term}' for sign, term in shown) or '+ 0'
        return text[2:] if text[0] == '+' else '-' + text[2:]

    __str__ = functools.partialmethod(__format__, '')

    def __repr__(self):
        return f'{type(self).__name__}{self.coefficients!r}'


x = Polynomial(0, 1)
p = x ** 3 - 2 * x + 1
q = 2 * x ** 2 + Fraction(1, 2)
print(p, '|', q, '|', f'{p:t}', '|', repr(-p), '|', Polynomial(0, 0), Polynomial(0, 0).degree)
print(p + q, p - q, 3 - p, p * q, p * True, sep=' | ')
print(divmod(p, q), p // (x - 1), p % (x - 1), pow(p, 2), pow(x, 20, x ** 2 - x - 1), sep=' | ')
print(~p, ~~p, ~~~~p, abs(-p), +q, p << 2, p[1:], p[7], p[-1], sep=' | ')
print(p(2), p(Fraction(1, 3)), p(0.5), p(x + 1), p @ (x - 1), 1 in p, 5 in p, list(p), len(p), sep=' | ')
p @= x * x
print(p, p == x ** 6 - 2 * x ** 2 + 1, p != q, q < p, p <= p, sorted([p, q, x, x + 1, 1 + 0 * x]), max(p, q), sep=' | ')
print(hash(Polynomial(5)) == hash(5), {Polynomial(5): 'five'}[5], Polynomial(5) == 5, 5 == Polynomial(5), p in [q, p])
match x * 3 + 4:
    case Polynomial((constant, slope)):
        print('line', slope, constant)
for attempt in (lambda: p + 'a', lambda: 'a' * p, lambda: p ** -1, lambda: p ** x, lambda: p % 0, lambda: p @ 3, lambda: p < 'a',
                lambda: divmod(p, None), lambda: setattr(p, 'name', 1), lambda: p << 1.5, lambda: p.of(1.5) + 1, lambda: 2 ** p):
    try:
        print(attempt())
    except (TypeError, ZeroDivisionError, AttributeError) as error:
        print(type(error).__name__, error)
