# C3 order, cooperative super, and super's two argument forms.
class O: 
    def f(self): return ["O"]
class A(O):
    def f(self): return ["A"] + super().f()
class B(O):
    def f(self): return ["B"] + super().f()
class C(A, B):
    def f(self): return ["C"] + super().f()
class D(B): pass
class E(C, D):
    def f(self): return ["E"] + super(E, self).f()
print([c.__name__ for c in E.__mro__], E().f(), super(C, E()).f(), super(B, E()).f(), O.__subclasses__()[0].__name__)
for f in (lambda: type("X", (A, C), {}), lambda: type("X", (O, A), {}), lambda: type("X", (type("P", (A, B), {}), type("Q", (B, A), {})), {})):
    try: f()
    except TypeError as e: print(e)
class F:
    @classmethod
    def make(cls): return cls.__name__
    @staticmethod
    def st(): return "st"
    @property
    def p(self): return "F.p"
    x = 1
class G(F):
    @classmethod
    def make(cls): return "G:" + super().make()
    @staticmethod
    def st(): return "G:" + super(G, G).st()
    @property
    def p(self): return "G:" + super().p
    def attrs(self): return super().x, super().__init__ is not None, super().__class__.__name__
    def lam(self): return (lambda: super(G, self).p)(), [super(G, self).x for _ in "a"]
    def nested(self):
        def inner(self): return super().p
        return inner(self)
    def comp(self): return [super().x for _ in range(2)]
print(G.make(), G().make(), G.st(), G().p, G().attrs(), G().lam(), G().nested(), G().comp())
s = super(G, G()); print(s.__thisclass__.__name__, s.__self_class__.__name__, repr(super(G, G))[:18], super(G).__self__)
class H(G):
    def bad(self): return super().nope
    def dele(self): del self; return super().p
    def setattr_(self): super().y = 1
    def noargs(): return super().p
for f in (lambda: H().bad(), lambda: H().dele(), lambda: H().setattr_(), lambda: H.noargs(), lambda: super(1, 2), lambda: super(G, 1), lambda: super(G, F()), lambda: super().x, lambda: super(G, G()).missing):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
G.__bases__ = (type("F2", (), {"p": property(lambda s: "F2.p"), "x": 2}),); print(G().p, G().attrs()[0], G.__mro__[1].__name__)
class Meta(type):
    def mro(cls): return [cls, F, object]
class I(metaclass=Meta): pass
print([c.__name__ for c in I.__mro__], I.make())
