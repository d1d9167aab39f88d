"""Backtracking: queens, subsets that add up, a maze by depth and by breadth."""

import collections


def queens(n):
    columns, up, down = set(), set(), set()

    def place(row):
        if row == n:
            return 1
        found = 0
        for column in range(n):
            if column in columns or row + column in up or row - column in down:
                continue
            columns.add(column), up.add(row + column), down.add(row - column)
            found += place(row + 1)
            columns.remove(column), up.remove(row + column), down.remove(row - column)
        return found

    return place(0)


def subsets(numbers, target, at=0):
    if target == 0:
        return 1
    if target < 0 or at == len(numbers):
        return 0
    return subsets(numbers, target - numbers[at], at + 1) + subsets(numbers, target, at + 1)


def shortest(grid, start, goal):
    distance, queue = {start: 0}, collections.deque([start])
    while queue:
        row, column = place = queue.popleft()
        if place == goal:
            return distance[place]
        for next_row, next_column in ((row + 1, column), (row, column + 1), (row - 1, column), (row, column - 1)):
            if 0 <= next_row < len(grid) and 0 <= next_column < len(grid[0]):
                if grid[next_row][next_column] != "#" and (next_row, next_column) not in distance:
                    distance[next_row, next_column] = distance[place] + 1
                    queue.append((next_row, next_column))
    return -1


def main(n):
    grid = ["".join("#" if (r * 5 + c * 3) % 7 == 0 and r != c else "." for c in range(20)) for r in range(20)]
    result = 0
    for i in range(n):
        result += queens(6) + subsets([3, 34, 4, 12, 5, 2, 7, 9, 11, 15], 30 + i % 5)
        result += shortest(grid, (0, 0), (19, 19))
    return result


WORK = 120
