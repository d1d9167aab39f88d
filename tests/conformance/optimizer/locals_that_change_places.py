# Four and more locals that change places in one statement; where a value dies in the middle, its finalizer sees the locals
# as far as they are stored.
import sys


def rotate(a, b, c, d):
    a, b, c, d = b, c, d, a
    return a, b, c, d


def reverse(a, b, c, d, e):
    (a, b, c, d, e) = (e, d, c, b, a)
    return a, b, c, d, e


def twice(a, b, c, d):
    a, b, c, a = b, c, a, d
    return a, b, c, d


def loop(n):
    a, b, c, d, e, f = 'abcdef'
    for _ in range(n):
        b, c, a, e, f, d = a, b, c, d, e, f
    return a + b + c + d + e + f


def unbound(a, b, c):
    a, b, c, d = b, c, d, a
    return d


def captured(a, b, c, d):
    a, b, c, d = b, c, d, a
    return (lambda: a)(), b, c, d


def generated(a, b, c, d):
    while True:
        a, b, c, d = yield b, c, d, a
        a, b, c, d = d, a, b, c


print(rotate(1, 2, 3, 4), reverse(1, 2, 3, 4, 5), twice(1, 2, 3, 4), captured(1, 2, 3, 4))
print([loop(n) for n in range(5)])
try:
    unbound(1, 2, 3)
except UnboundLocalError as error:
    print(error, sorted(error.__traceback__.tb_next.tb_frame.f_locals.items()))
generator = generated(1, 2, 3, 4)
print(next(generator), generator.send((5, 6, 7, 8)))


def seen(frame, event, arg):
    if frame.f_code is rotate.__code__:
        print(event, frame.f_lineno - rotate.__code__.co_firstlineno, sorted(frame.f_locals.items()))
    return seen


sys.settrace(seen)
rotate('p', 'q', 'r', 's')
sys.settrace(None)
