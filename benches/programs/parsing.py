"""A calculator: tokens by hand, a recursive descent, a tree that is evaluated by `match` and by methods."""


class Number:
    __match_args__ = ("value",)

    def __init__(self, value):
        self.value = value

    def evaluate(self, names):
        return self.value


class Name:
    __match_args__ = ("id",)

    def __init__(self, id):
        self.id = id

    def evaluate(self, names):
        return names[self.id]


class Binary:
    __match_args__ = ("operator", "left", "right")

    def __init__(self, operator, left, right):
        self.operator, self.left, self.right = operator, left, right

    def evaluate(self, names):
        left, right = self.left.evaluate(names), self.right.evaluate(names)
        if self.operator == "+":
            return left + right
        if self.operator == "-":
            return left - right
        return left * right


def tokens(text):
    i = 0
    while i < len(text):
        c = text[i]
        if c.isspace():
            i += 1
        elif c.isdigit():
            start = i
            while i < len(text) and text[i].isdigit():
                i += 1
            yield "number", text[start:i]
        elif c.isalpha():
            yield "name", c
            i += 1
        else:
            yield "operator", c
            i += 1
    yield "end", ""


class Parser:
    def __init__(self, text):
        self.tokens = tokens(text)
        self.advance()

    def advance(self):
        self.kind, self.text = next(self.tokens)

    def sum(self):
        left = self.product()
        while self.text in ("+", "-"):
            operator = self.text
            self.advance()
            left = Binary(operator, left, self.product())
        return left

    def product(self):
        left = self.atom()
        while self.text == "*":
            self.advance()
            left = Binary("*", left, self.atom())
        return left

    def atom(self):
        kind, text = self.kind, self.text
        self.advance()
        if kind == "number":
            return Number(int(text))
        if kind == "name":
            return Name(text)
        inner = self.sum()
        self.advance()
        return inner


def depth(tree):
    match tree:
        case Number(_) | Name(_):
            return 1
        case Binary("*", left, right):
            return 1 + max(depth(left), depth(right))
        case Binary(_, left, right):
            return max(depth(left), depth(right))


def main(n):
    text = "(a + 12) * (b - 3 * (a + b)) + 7 * a * b - (4 + (3 - b) * 2) * 11"
    names = {"a": 5, "b": 9}
    result = 0
    for i in range(n):
        tree = Parser(text).sum()
        names["a"] = i
        result += tree.evaluate(names) + tree.evaluate(names) + depth(tree)
    return result


WORK = 1_800
