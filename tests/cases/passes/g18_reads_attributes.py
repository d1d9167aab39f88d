# getattr with a constant name is an attribute.
def f(o):
    return getattr(o, 'name'), getattr(o, '__class__')
