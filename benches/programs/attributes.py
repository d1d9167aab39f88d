"""Objects that keep numbers: instance attributes, slots, properties, class attributes."""


class Vector:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    def __mul__(self, factor):
        return Vector(self.x * factor, self.y * factor)

    @property
    def square(self):
        return self.x * self.x + self.y * self.y


class Body:
    gravity = Vector(0.0, -9.81)
    drag = 0.01

    def __init__(self, position, velocity):
        self.position = position
        self.velocity = velocity
        self.bounces = 0

    def step(self, dt):
        self.velocity = self.velocity + self.gravity * dt
        self.velocity = self.velocity * (1 - self.drag * dt)
        self.position = self.position + self.velocity * dt
        if self.position.y < 0:
            self.position.y = -self.position.y
            self.velocity.y = -self.velocity.y
            self.bounces += 1


def main(n):
    bodies = [Body(Vector(float(i), 10.0 + i), Vector(1.0, float(-i))) for i in range(8)]
    energy = 0.0
    for _ in range(n):
        for body in bodies:
            body.step(0.01)
        energy += sum(body.velocity.square for body in bodies)
    return sum(body.bounces for body in bodies), round(energy, 3)


WORK = 4_000
