"""Records: dataclasses, named tuples, enumerations, ordering, hashing, replacing."""

import collections
import dataclasses
import enum


class Suit(enum.Enum):
    CLUBS = 1
    HEARTS = 2
    SPADES = 3


@dataclasses.dataclass(frozen=True, order=True)
class Card:
    rank: int
    suit: str = dataclasses.field(compare=False)


@dataclasses.dataclass
class Player:
    name: str
    hand: list = dataclasses.field(default_factory=list)
    points: int = 0

    def take(self, card):
        self.hand.append(card)
        self.points += card.rank


Move = collections.namedtuple("Move", "source target cost")


def main(n):
    result = 0
    for i in range(n):
        cards = [Card((k * 5 + i) % 13, suit.name) for k in range(4) for suit in Suit]
        player = Player(f"player {i % 3}")
        for card in sorted(cards):
            player.take(card)
        result += player.points + len(set(cards)) + (cards[0] == cards[1]) + (cards[0] < cards[2])
        move = Move(i, i + 1, cost=2.5)
        source, target, _ = move._replace(target=7)
        result += source + target + (move == (i, i + 1, 2.5)) + len(repr(move))
        result += Suit(i % 3 + 1).value + (Suit["CLUBS"] is Suit.CLUBS)
        result += dataclasses.replace(player, points=1).points
    return result


WORK = 3_000
