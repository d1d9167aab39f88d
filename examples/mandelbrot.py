"""The Mandelbrot set as text: complex numbers, nested loops, one string per row."""

SHADES = " .:-=+*#%@"


def escape_time(c, limit):
    z = 0j
    for n in range(limit):
        z = z * z + c
        if abs(z) > 2:
            return n
    return limit


def rows(width=72, height=28, limit=60):
    for j in range(height):
        y = 1.2 - 2.4 * j / (height - 1)
        times = (escape_time(complex(-2.2 + 3.2 * i / (width - 1), y), limit) for i in range(width))
        yield "".join(SHADES[min(t, limit - 1) * len(SHADES) // limit] for t in times)


for row in rows():
    print(row.rstrip())
