"""Sets: reachability in a graph, colouring, algebra of sets, frozensets as keys."""


def reachable(edges, start):
    seen, border = {start}, [start]
    while border:
        node = border.pop()
        for other in edges[node] - seen:
            seen.add(other)
            border.append(other)
    return seen


def colour(edges):
    colours = {}
    for node in sorted(edges, key=lambda node: -len(edges[node])):
        used = {colours[other] for other in edges[node] if other in colours}
        colours[node] = next(c for c in range(len(edges)) if c not in used)
    return max(colours.values())


def main(n):
    size = 90
    edges = {i: {(i * 7 + 1) % size, (i * 3 + 2) % size, (i + 11) % size} for i in range(size)}
    result = 0
    for i in range(n):
        result += len(reachable(edges, i % size)) + colour(edges)
        a = {x for x in range(i % 50, i % 50 + 80) if x % 3}
        b = set(range(0, 120, 2))
        result += len(a & b) + len(a | b) + len(a ^ b) + (a <= b) + sum(a - b)
        families = {frozenset({x % 5, x % 7, x % 11}) for x in range(100)}
        result += len(families)
    return result


WORK = 900
