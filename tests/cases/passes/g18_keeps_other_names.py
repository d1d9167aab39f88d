# Defaults, keywords of the language, private names, expressions as objects.
class C:
    def f(self, o):
        return getattr(o, 'x', 1), getattr(o, 'class'), getattr(o, '__x'), getattr(o, 'ä'), getattr(o.p, 'x'), hasattr(o, 'x')
