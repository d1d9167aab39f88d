# The length of a tuple, str or bytes that a local holds is known behind the guard of `len`.
def sizes(f):
    names = ("a", "b", "c")
    f(names)
    text = "héllo"
    return len(names), len(text) - 1, [0] * len(names)
