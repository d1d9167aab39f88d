# A class that implements the container protocol works with the syntax and the builtins.
class Deck:
    suits = "SHDC"

    def __init__(self):
        self.cards = [r + s for s in self.suits for r in "A23"]

    def __len__(self):
        return len(self.cards)

    def __getitem__(self, index):
        print("get", index)
        return self.cards[index]

    def __setitem__(self, index, card):
        self.cards[index] = card

    def __delitem__(self, index):
        del self.cards[index]

    def __contains__(self, card):
        return card.upper() in self.cards

    def __reversed__(self):
        return reversed(self.cards)

    def __missing__(self, key):
        return "never called: only dict does"


d = Deck()
print(len(d), d[0], d[-1], d[1:3], d[::5])
print("as" in d, "xx" in d, list(reversed(d))[:2])
d[0] = "joker"
del d[1:]
print(list(d))
print(d[(1, 2)] if False else bool(d))
try:
    d[7]
except IndexError as e:
    print(e)


class Grid(dict):
    def __missing__(self, key):
        x, y = key
        return x * 10 + y


g = Grid({(0, 0): "origin"})
print(g[0, 0], g[3, 4], len(g), g.get((3, 4)))
