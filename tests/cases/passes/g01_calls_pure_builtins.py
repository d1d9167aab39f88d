def f():
    return len('abc'), sorted([3, 1, 2]), max(1, 2.5), int('12'), chr(97), str(1.5), round(2.5)
def g():
    return len(5), ord('ab'), int('x'), len('abc', 1), print('x'), hash('a')
class C:
    size = len('abc')
