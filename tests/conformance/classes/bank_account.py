# A class as users write it: validation, properties, comparison, class methods.
class InsufficientFunds(Exception):
    def __init__(self, needed, available):
        super().__init__(f"need {needed}, have {available}")
        self.missing = needed - available


class Account:
    interest = 0.02
    _count = 0

    def __init__(self, owner, balance=0):
        self.owner = owner
        self._balance = balance
        type(self)._count += 1

    @property
    def balance(self):
        return self._balance

    @classmethod
    def opened(cls):
        return cls._count

    @staticmethod
    def valid(amount):
        return isinstance(amount, (int, float)) and amount > 0

    def withdraw(self, amount):
        if not self.valid(amount):
            raise ValueError(f"bad amount: {amount!r}")
        if amount > self._balance:
            raise InsufficientFunds(amount, self._balance)
        self._balance -= amount
        return self

    def __iadd__(self, amount):
        self._balance += amount
        return self

    def __lt__(self, other):
        return self._balance < other._balance

    def __repr__(self):
        return f"{type(self).__name__}({self.owner!r}, {self._balance})"


class Savings(Account):
    interest = 0.05

    def add_interest(self):
        self += self.balance * self.interest
        return self


a, s = Account("ann", 100), Savings("bob", 1000)
a += 50
print(a, s.add_interest(), a < s, min(s, a))
for bad in (-1, "x", 10_000):
    try:
        a.withdraw(bad)
    except InsufficientFunds as e:
        print("funds:", e, e.missing)
    except ValueError as e:
        print("value:", e)
try:
    a.balance = 5
except AttributeError as e:
    print(e)
print(a.withdraw(20).withdraw(30).balance, Account.opened(), Savings.opened())
