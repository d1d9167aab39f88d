"""Priority queues and bisection: shortest paths, merging, schedules, running medians."""

import bisect
import heapq


def dijkstra(edges, start):
    distances, border = {}, [(0, start)]
    while border:
        distance, node = heapq.heappop(border)
        if node in distances:
            continue
        distances[node] = distance
        for other, length in edges[node]:
            if other not in distances:
                heapq.heappush(border, (distance + length, other))
    return max(distances.values())


def medians(values):
    kept, total = [], 0
    for value in values:
        bisect.insort(kept, value)
        total += kept[len(kept) // 2]
    return total


def rooms(meetings):
    busy, most = [], 0
    for start, end in sorted(meetings):
        while busy and busy[0] <= start:
            heapq.heappop(busy)
        heapq.heappush(busy, end)
        most = max(most, len(busy))
    return most


def main(n):
    size = 120
    edges = [[((i * 7 + 3) % size, i % 9 + 1), ((i + 1) % size, 4), ((i * i) % size, 7)] for i in range(size)]
    result = 0
    for i in range(n):
        result += dijkstra(edges, i % size)
        values = [(k * 7919 + i) % 997 for k in range(150)]
        result += medians(values) + rooms((v, v + v % 13 + 1) for v in values)
        result += sum(heapq.merge(sorted(values[:50]), sorted(values[50:]))) + heapq.nsmallest(3, values)[2]
    return result


WORK = 400
