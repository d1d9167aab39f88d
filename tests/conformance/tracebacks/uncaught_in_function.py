# The traceback of an uncaught error: lines, carets, exit code 1.
def inner(values):
    total = 0
    for v in values:
        total += v / (v - 2)
    return total
class C:
    def method(self, *args):
        return [inner(a) for a in args]
print("before", flush=True)
C().method([5, 3], [4, 2],
           [1])
