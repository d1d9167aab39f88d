# -OO
'The module.'
def f():
    'Alone.'
def g():
    'Before a statement.'
    return 1
class C:
    """Of a class."""
    x = 1
