# Enums in use: members with behaviour, lookup, iteration, flags, auto, unique.
from enum import Enum, Flag, IntEnum, StrEnum, auto, unique


class State(Enum):
    IDLE = "idle"
    RUNNING = "run"
    STOPPED = "stop"
    HALTED = "stop"

    @property
    def final(self):
        return self is State.STOPPED

    def next(self):
        members = list(State)
        return members[(members.index(self) + 1) % len(members)]


class Planet(Enum):
    EARTH = (5.97e24, 6.37e6)
    MARS = (6.42e23, 3.39e6)

    def __init__(self, mass, radius):
        self.mass, self.radius = mass, radius

    @property
    def gravity(self):
        return 6.67e-11 * self.mass / self.radius ** 2


class Level(IntEnum):
    LOW = 1
    HIGH = auto()


class Perm(Flag):
    R = auto()
    W = auto()
    X = auto()
    RW = R | W


class Color(StrEnum):
    RED = auto()


print(State.IDLE, repr(State.IDLE), State("run"), State["STOPPED"], State.HALTED is State.STOPPED, list(State))
print(State.IDLE.next().next().next().name, State.STOPPED.final, State.IDLE.value, len(State), "run" in State)
print([f"{p.name} {p.gravity:.2f}" for p in Planet], Level.HIGH > Level.LOW, Level.HIGH + 1, max(Level))
print(Perm.R | Perm.X, Perm.RW, Perm.W in Perm.RW, ~Perm.R, Perm(0), Perm.RW & Perm.W, list(Perm.RW), bool(Perm.R & Perm.X))
print(Color.RED, Color.RED == "red", f"{Level.LOW} {State.IDLE} {Perm.R!r}", State.__members__.keys())
for bad in (lambda: State("none"), lambda: State["none"], lambda: setattr(State, "IDLE", 1), lambda: State.IDLE < State.RUNNING):
    try:
        bad()
    except (ValueError, KeyError, AttributeError, TypeError) as e:
        print(type(e).__name__, e)
try:
    @unique
    class U(Enum):
        A = B = 1
except ValueError as e:
    print(e)
match Level.LOW:
    case Level.HIGH:
        print("high")
    case Level.LOW:
        print("low")
print(Enum("Dir", "N S").S, {State.IDLE: 1}[State.IDLE])
