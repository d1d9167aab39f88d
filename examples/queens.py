# Places n queens on a board so that none attacks another: recursion, sets, generators and formatting.


def queens(n, row=0, columns=(), rising=(), falling=()):
    if row == n:
        yield columns
        return
    for column in range(n):
        if column not in columns and row + column not in rising and row - column not in falling:
            yield from queens(n, row + 1, columns + (column,), rising + (row + column,), falling + (row - column,))


class Board:
    def __init__(self, columns):
        self.columns = columns

    def __str__(self):
        n = len(self.columns)
        return "\n".join([" ".join(["Q" if c == column else "." for c in range(n)]) for column in self.columns])


for n in range(4, 9):
    solutions = list(queens(n))
    print(f"{n} queens: {len(solutions)} solutions")
print(Board(solutions[0]))
