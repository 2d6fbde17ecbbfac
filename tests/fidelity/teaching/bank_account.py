# SPDX-License-Identifier: MIT
"""Accounts: properties, class methods, exceptions of one's own, a context manager that undoes."""
from contextlib import contextmanager


class InsufficientFunds(ValueError):
    def __init__(self, needed, available):
        super().__init__(f"needed {needed}, available {available}")
        self.needed, self.available = needed, available


class Account:
    rate = 0.02
    _made = 0

    def __init__(self, owner, balance=0):
        type(self)._made += 1
        self.number = f"{type(self).__name__[0]}{self._made:04d}"
        self.owner = owner
        self._balance = balance
        self.history = []

    @property
    def balance(self):
        return self._balance

    @balance.setter
    def balance(self, value):
        if value < 0:
            raise InsufficientFunds(self._balance - value, self._balance)
        self.history.append(value - self._balance)
        self._balance = value

    def deposit(self, amount):
        if amount <= 0:
            raise ValueError("amount must be positive")
        self.balance += amount

    def withdraw(self, amount):
        self.balance -= amount

    @classmethod
    def joint(cls, *owners):
        return cls(" & ".join(owners))

    @staticmethod
    def valid(number):
        return len(number) == 5 and number[1:].isdigit()

    def __repr__(self):
        return f"<{self.number} {self.owner}: {self.balance:,}>"


class Savings(Account):
    def interest(self):
        self.deposit(round(self.balance * self.rate))


@contextmanager
def transfer(a, b, amount):
    before = a.balance, b.balance
    try:
        a.withdraw(amount)
        b.deposit(amount)
        yield
    except Exception as error:
        a._balance, b._balance = before
        print("undone:", error)


ann, bob = Account("Ann", 1500), Savings.joint("Bob", "Eve")
with transfer(ann, bob, 1000):
    print(ann, bob)
try:
    with transfer(ann, bob, 501):
        print("never here")
except RuntimeError as error:
    print(error)
with transfer(ann, bob, 100):
    raise RuntimeError("the line broke")
bob.interest()
print(ann, bob, ann.history, bob.history)
print(Account.valid(ann.number), Account.valid("x"), Account._made, Savings._made)
for attempt in (lambda: ann.deposit(-5), lambda: ann.withdraw(10 ** 6), lambda: setattr(ann, "balance", -1), lambda: delattr(ann, "balance")):
    try:
        attempt()
    except (ValueError, AttributeError) as error:
        print(type(error).__name__, error)
