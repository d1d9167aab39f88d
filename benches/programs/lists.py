"""Lists: sorting by keys, slices, insertion, comprehensions, stacks and queues."""


def quicksort(items):
    if len(items) <= 1:
        return items
    pivot = items[len(items) // 2]
    return (
        quicksort([x for x in items if x < pivot])
        + [x for x in items if x == pivot]
        + quicksort([x for x in items if x > pivot])
    )


def insertion_sort(items):
    for i in range(1, len(items)):
        item, j = items[i], i
        while j > 0 and items[j - 1] > item:
            items[j] = items[j - 1]
            j -= 1
        items[j] = item
    return items


def rotate(matrix):
    return [list(row) for row in zip(*matrix[::-1])]


def main(n):
    result = 0
    for i in range(n):
        items = [(k * 7919 + i) % 1009 for k in range(120)]
        result += quicksort(items)[60] + insertion_sort(items[:40])[20]
        rows = sorted(((x, str(x)) for x in items), key=lambda row: (row[1], -row[0]))
        result += rows[50][0]
        grid = rotate([items[k:k + 10] for k in range(0, 100, 10)])
        result += grid[3][4]
        stack = []
        for x in items:
            stack.append(x)
            if len(stack) > 8:
                result += stack.pop() - stack.pop(0)
        items.reverse()
        items[10:20] = [0] * 5
        del items[::3]
        result += len(items) + items.index(max(items)) + items.count(0)
    return result


WORK = 500
