# Hashing comes between, keys are no names, the name is mangled, or the tuple is added faster as it is.
class C:
    def f(self, a, b, g):
        print({*[a], b}, [*{a, b}], [*a], [*'ab'], {**{'k': a}})
        g(**{'k': a}, k=b)
        g(**{'k': a, 'k': b})
        g(**{'a b': a}), g(**{'class': a}), g(**{1: a}), g(**{'__x': a}), g(**{**a})
        g(*{a: b}, *(1, 2, 3, 4))
        return [*(1, 2, 3, 4), a], g(*[
            a], b)
