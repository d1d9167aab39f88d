"""Text from values: f-strings, `%`, `str.format`, `repr`, tables."""


class Money:
    def __init__(self, cents):
        self.cents = cents

    def __format__(self, spec):
        return format(self.cents / 100, spec or ".2f")

    def __repr__(self):
        return f"Money({self.cents!r})"


def table(rows):
    widths = [max(len(str(cell)) for cell in column) for column in zip(*rows)]
    return "\n".join(" | ".join(str(cell).rjust(width) for cell, width in zip(row, widths)) for row in rows)


def main(n):
    length = 0
    for i in range(n):
        price = Money(i * 37)
        length += len(f"{i:>6} {i * 1.5:10.3f} {price} {price!r} {i:#x} {'name':<12}|")
        length += len("%5d %-8s %.4e %r" % (i, "left", i / 7, [i, "x"]))
        length += len("{0} {1:,} {name!s:^9}".format(i, i * 1000, name="mid"))
        length += len(repr({"a": i, "b": (i, None, True), "c": [0.1 * i, "q'"]}))
        if i % 10 == 0:
            length += len(table([(i + k, f"row {k}", k * 0.25) for k in range(8)]))
    return length


WORK = 14_000
