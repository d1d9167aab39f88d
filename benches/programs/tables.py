"""Dynamic programming: edit distance, knapsack, longest common subsequence, coins."""


def edit_distance(a, b):
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        before, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (x != y))
    return row[-1]


def knapsack(weights, values, capacity):
    best = [0] * (capacity + 1)
    for weight, value in zip(weights, values):
        for room in range(capacity, weight - 1, -1):
            with_it = best[room - weight] + value
            if with_it > best[room]:
                best[room] = with_it
    return best[capacity]


def common(a, b):
    table = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in range(len(a)):
        for j in range(len(b)):
            if a[i] == b[j]:
                table[i + 1][j + 1] = table[i][j] + 1
            else:
                table[i + 1][j + 1] = max(table[i][j + 1], table[i + 1][j])
    return table[-1][-1]


def coins(amount, values):
    ways = [1] + [0] * amount
    for value in values:
        for total in range(value, amount + 1):
            ways[total] += ways[total - value]
    return ways[amount]


def main(n):
    result = 0
    for i in range(n):
        result += edit_distance("the lighthouse keeper" * 2, "a lightweight keepsake" * 2)
        result += knapsack([12, 7, 11, 8, 9, 6, 14], [24, 13, 23, 15, 16, 11, 28], 60 + i % 9)
        result += common("conservation of momentum", "conversation at the moment")
        result += coins(200 + i % 10, (1, 2, 5, 10, 20, 50))
    return result


WORK = 110
