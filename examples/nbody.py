"""The outer planets for some thousand steps: float arithmetic and attributes in a hot loop."""

import math
import sys

DAYS = 365.24
SOLAR_MASS = 4 * math.pi**2


class Body:
    def __init__(self, x, y, z, vx, vy, vz, mass):
        self.x, self.y, self.z = x, y, z
        self.vx, self.vy, self.vz = vx * DAYS, vy * DAYS, vz * DAYS
        self.mass = mass * SOLAR_MASS


def system():
    sun = Body(0, 0, 0, 0, 0, 0, 1)
    jupiter = Body(4.8414, -1.1603, -0.1036, 0.00166, 0.0077, -0.000069, 0.000954)
    saturn = Body(8.3434, 4.1248, -0.4035, -0.002767, 0.004998, 0.00002304, 0.000285)
    bodies = [sun, jupiter, saturn]
    # The sun moves against the planets, so that the whole system stays in place.
    for axis in ("vx", "vy", "vz"):
        momentum = sum(getattr(b, axis) * b.mass for b in bodies)
        setattr(sun, axis, -momentum / sun.mass)
    return bodies


def energy(bodies):
    total = 0.0
    for i, a in enumerate(bodies):
        total += a.mass * (a.vx**2 + a.vy**2 + a.vz**2) / 2
        for b in bodies[i + 1 :]:
            total -= a.mass * b.mass / math.dist((a.x, a.y, a.z), (b.x, b.y, b.z))
    return total


def advance(bodies, dt, steps):
    pairs = [(a, b) for i, a in enumerate(bodies) for b in bodies[i + 1 :]]
    for _ in range(steps):
        for a, b in pairs:
            dx, dy, dz = a.x - b.x, a.y - b.y, a.z - b.z
            squared = dx * dx + dy * dy + dz * dz
            pull = dt / (squared * math.sqrt(squared))
            a.vx -= dx * b.mass * pull
            a.vy -= dy * b.mass * pull
            a.vz -= dz * b.mass * pull
            b.vx += dx * a.mass * pull
            b.vy += dy * a.mass * pull
            b.vz += dz * a.mass * pull
        for body in bodies:
            body.x += dt * body.vx
            body.y += dt * body.vy
            body.z += dt * body.vz


if __name__ == "__main__":
    steps = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    bodies = system()
    print(f"energy before: {energy(bodies):.9f}")
    advance(bodies, 0.01, steps)
    print(f"energy after:  {energy(bodies):.9f}")
