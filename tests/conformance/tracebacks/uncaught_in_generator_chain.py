# A traceback runs through generators and yield from, one entry for each frame.
def source(n):
    for i in range(n):
        yield 10 // (3 - i)


def middle(n):
    yield "start"
    yield from source(n)


def consume(it):
    total = 0
    for item in it:
        print(item)
        if item != "start":
            total += item
    return total


consume(middle(5))
